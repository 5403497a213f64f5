package hanzi

import (
	"slices"
	"strings"
	"testing"
)

// reads reports whether one of the readings of name has both forms.
func reads(name, full, initials string) bool {
	return slices.Contains(Readings(name), Reading{full, initials})
}

func TestReadingsBeginWithTheLikeliest(t *testing.T) {
	for _, tt := range []struct{ name, full, initials string }{
		{"海底捞", "haidilao", "hdl"},
		{"海底撈", "haidilao", "hdl"},
		{"银行", "yinhang", "yh"},
		{"銀行", "yinhang", "yh"},
		{"服务行业", "fuwuhangye", "fwhy"},
		{"行动", "xingdong", "xd"},
		{"重庆", "chongqing", "cq"},
		{"重要", "zhongyao", "zy"},
		{"会计", "kuaiji", "kj"},
		{"会议", "huiyi", "hy"},
		{"厦门", "xiamen", "xm"},
		{"长沙", "changsha", "cs"},
		{"长大", "zhangda", "zd"},
		{"便宜", "pianyi", "py"},
		{"方便", "fangbian", "fb"},
		{"还款", "huankuan", "hk"},
		{"给予", "jiyu", "jy"},
		{"音乐", "yinyue", "yy"},
		{"快乐", "kuaile", "kl"},
		{"奇数", "jishu", "js"},
		{"重来", "chonglai", "cl"},
		{"空调", "kongtiao", "kt"},
		{"出差", "chuchai", "cc"},
		{"参差", "cenci", "cc"},
		{"目的", "mudi", "md"},
		{"角色", "juese", "js"},
		{"了解", "liaojie", "lj"},
		{"着装", "zhuozhuang", "zz"},
		{"重庆银行会计", "chongqingyinhangkuaiji", "cqyhkj"},
		{"绿色", "lvse", "ls"},
		{"战略", "zhanlve", "zl"},
		{"〇", "ling", "l"},
		{"Kano 模型", "kanomoxing", "kanomx"},
		{"Ｋａｎｏ模型", "kanomoxing", "kanomx"},
		{"café 体验", "cafetiyan", "cafety"},
		{"5S 管理", "5sguanli", "5sgl"},
		{"P-S-E 三步", "psesanbu", "psesb"},
		{"7-11：便利店", "711bianlidian", "711bld"},
		{"“峰终”定律！", "fengzhongdinglv", "fzdl"},
		{"無印良品の店", "wuyinliangpindian", "wylpd"},
		{"检查", "jiancha", "jc"},
		{"查询", "chaxun", "cx"},
		{"地区", "diqu", "dq"},
		{"区域", "quyu", "qy"},
		{"解决", "jiejue", "jj"},
		{"洗手", "xishou", "xs"},
		{"尉迟恭", "yuchigong", "ycg"},
		{"门神尉迟恭", "menshenyuchigong", "msycg"},
		{"万俟卨", "moqixie", "mqx"},
		{"澹台灭明", "tantaimieming", "ttmm"},
		{"长孙无忌", "zhangsunwuji", "zswj"},
		{"一万", "yiwan", "yw"},
	} {
		got := Readings(tt.name)
		if len(got) == 0 || got[0] != (Reading{tt.full, tt.initials}) {
			t.Errorf("Readings(%q) = %q, want first %q %q", tt.name, got, tt.full, tt.initials)
		}
	}
}

func TestReadingsKnowOthers(t *testing.T) {
	for _, tt := range []struct{ name, full, initials string }{
		{"长大", "changda", "cd"},
		{"行", "hang", "h"},
		{"银行", "yinxing", "yx"},
		{"绿色", "luse", "ls"},
		{"女士", "nushi", "ns"},
		{"战略", "zhanlue", "zl"},
		{"着", "zhao", "z"},
		{"重行", "chonghang", "ch"},
		{"仇英", "qiuying", "qy"},
		{"查良镛", "zhaliangyong", "zly"},
		{"查良鏞", "zhaliangyong", "zly"},
		{"《查良镛传》", "zhaliangyongchuan", "zlyc"},
		{"区老师", "oulaoshi", "ols"},
		{"覃主任", "qinzhuren", "qzr"},
		{"解缙", "xiejin", "xj"},
		{"盖叫天", "gejiaotian", "gjt"},
		{"朴师傅", "piaoshifu", "psf"},
		{"缪荃孙", "miaoquansun", "mqs"},
		{"翟经理", "zhaijingli", "zjl"},
		{"洗夫人", "xianfuren", "xfr"},
		{"冼星海", "xianxinghai", "xxh"},
		{"单雄信", "shanxiongxin", "sxx"},
		{"曾国藩", "zengguofan", "zgf"},
		{"任正非", "renzhengfei", "rzf"},
		{"乐毅", "yueyi", "yy"},
		{"宁经理", "ningjingli", "njl"},
		{"纪晓岚", "jixiaolan", "jxl"},
	} {
		if !reads(tt.name, tt.full, tt.initials) {
			t.Errorf("Readings(%q) = %q lack %q %q", tt.name, Readings(tt.name), tt.full, tt.initials)
		}
	}
}

func TestReadingsAreFew(t *testing.T) {
	for name, want := range map[string]int{"海底捞": 1, "长大": 2, "长行": 4, "绿": 2, "行行行行行行行行行行行行": 4, "目的": 2, "的": 1, "模式": 1, "模样": 2, "查良镛": 2, "检查": 1, "地区": 1, "理解": 1} {
		got := Readings(name)
		if len(got) != want {
			t.Errorf("Readings(%q) = %q, want %d", name, got, want)
		}
		for i, r := range got {
			if slices.Contains(got[:i], r) {
				t.Errorf("Readings(%q) = %q: one of them twice", name, got)
			}
		}
	}
}

func TestReadingsOfWhatCannotBeRead(t *testing.T) {
	for _, name := range []string{"", "Kano", "！", "42", "カノ", "한국", "人々", "\U0003ffff", "⼀"} {
		if got := Readings(name); got != nil {
			t.Errorf("Readings(%q) = %q, want none", name, got)
		}
	}
}

func TestTraditionalReadsAsSimplified(t *testing.T) {
	for _, pair := range TraditionalPairs() {
		traditional, simplified := Readings(string(pair[0])), Readings(string(pair[1]))
		if !slices.Equal(traditional, simplified) {
			t.Errorf("%c reads %q, %c %q", pair[0], traditional, pair[1], simplified)
		}
	}
}

func TestParseReading(t *testing.T) {
	for _, tt := range []struct{ syllables, name, full, initials string }{
		{"hai di lao", "海底捞", "haidilao", "hdl"},
		{" hai  di lao ", "海底捞", "haidilao", "hdl"},
		{"kano mo xing", "Kano 模型", "kanomoxing", "kanomx"},
		{"10 fen zhong", "10 分钟", "10fenzhong", "10fz"},
		{"hai mo xing", "海模型", "haimoxing", "hmx"},
		{"lü cha", "绿茶", "lucha", "lc"},
		{"… hai", "海", "hai", "h"},
		{"", "海", "", ""},
	} {
		if got := ParseReading(tt.syllables, tt.name); got != (Reading{tt.full, tt.initials}) {
			t.Errorf("ParseReading(%q, %q) = %q, want %q %q", tt.syllables, tt.name, got, tt.full, tt.initials)
		}
	}
}

func TestPlainReading(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"hai di lao", "hai di lao"},
		{"Hǎi dǐ  lāo", "hai di lao"},
		{"hai-di'lao", "hai di lao"},
		{"lü chá", "lv cha"},
		{"NǙ shi", "nv shi"},
		{"ｋａｎｏ mo xing 2", "kano mo xing 2"},
		{"海底捞", ""},
		{"hai 底", ""},
		{"海 di", ""},
		{"ß", ""},
		{"\u0308 …", ""},
		{"", ""},
	} {
		if got := PlainReading(tt.in); got != tt.want {
			t.Errorf("PlainReading(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func FuzzReadings(f *testing.F) {
	for _, s := range []string{"海底捞", "银行 ATM", "hǎi dǐ", "Kano 模型", "着着着着", "\u0308ü", "薴々"} {
		f.Add(s)
	}
	plain := func(s string) bool {
		return strings.IndexFunc(s, func(r rune) bool { return r != ' ' && Classify(r) != Word }) < 0
	}
	f.Fuzz(func(t *testing.T, s string) {
		readings := Readings(s)
		if len(readings) > maxReadings {
			t.Errorf("Readings(%q) = %q: too many", s, readings)
		}
		for _, r := range append(readings, ParseReading(s, s)) {
			if !plain(r.Full) || !plain(r.Initials) || len(r.Initials) > len(r.Full) {
				t.Errorf("%q has the reading %q", s, r)
			}
		}
		once := PlainReading(s)
		if !plain(once) || PlainReading(once) != once {
			t.Errorf("PlainReading(%q) = %q, again %q", s, once, PlainReading(once))
		}
	})
}

// Each line is a character, readings in ASCII, and words that hold the character.
func TestHeteronymTable(t *testing.T) {
	seen := make(map[rune]bool)
	for line := range strings.Lines(heteronymTable) {
		if line[0] == '#' {
			continue
		}
		char := []rune(line)[0]
		if seen[char] {
			t.Errorf("%c stands there a second time", char)
		}
		seen[char] = true
		if FoldRune(char) != char {
			t.Errorf("%c is never asked for: text is folded before", char)
		}
		h := heteronyms()[char]
		if len(h.readings)+len(h.words) < 2 && h.surname == "" {
			t.Errorf("%c has one reading and needs no line", char)
		}
		for _, w := range h.words {
			if w.at < 0 || w.reading == h.readings[0] {
				t.Errorf("%c: the word %q says nothing about it", char, string(w.word))
			}
			if string(folded(string(w.word))) != string(w.word) {
				t.Errorf("%c: the word %q is not as text is folded", char, string(w.word))
			}
		}
	}
	if len(seen) < 60 {
		t.Errorf("only %d characters", len(seen))
	}
}

func BenchmarkReadings(b *testing.B) {
	for b.Loop() {
		Readings("重庆银行会计服务行业")
		Readings("海底捞")
	}
}
