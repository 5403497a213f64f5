// Synth makes books of any size, to measure with.
//
//	go run ./generator/synth write 1000 DIR   the real book and 1,000 made-up cases
//	go run ./generator/synth bench            build times, memory and pages per second
//	go run ./generator/synth serve            the server: from saving to seeing, beside Hugo's
//	go run ./generator/synth search           the search index: size, time, and answers in Chromium, beside Pagefind's
//
// A made-up case has the front matter of a real one, some 800 Han characters of
// prose and three links to other cases. The same number gives the same bytes,
// on every machine.
package main

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// words are what the prose is made of: enough of them that no two pages are
// alike, and glossary terms among them as in real prose.
var words = strings.Fields(`
客人 店员 门口 等位 点单 上菜 结账 离店 雨伞 毛巾 热水 座位 包间 外卖 电话 短信 经理 后厨 菜单 价格 优惠 生日 蛋糕 孩子 老人
早上 中午 傍晚 周末 节日 下雨 排队 预约 退货 换货 投诉 道歉 补偿 解释 记住 名字 口味 习惯 惊喜 失望 放心 着急 犹豫 满意 信任
触点 痛点 口碑 归属感 情绪价值 隐性期待 过度服务 机会点 服务补救 一线 承诺 兑现 细节 流程 标准 授权 培训 复盘 记录 清单 交接
先问一句 多走一步 轻声提醒 主动说明 当场决定 写在纸上 留一把椅子 递上一杯水 回头确认 道一声谢 算清楚账 换一个角度 放慢一点
酒店 餐厅 书店 药房 银行 医院 学校 车站 机场 商场 理发店 修理铺 快递站 咖啡馆 健身房 幼儿园 菜市场 社区 公园 剧院`)

var joints = []string{"，", "，", "，再", "，又", "，然后", "，于是", "，可是", "，所以"}

// number of cases that every case links to.
const links = 3

func caseID(i int) string { return fmt.Sprintf("case-%05d", i) }

// Case returns the i-th of n cases.
func Case(i, n int) string {
	r := rand.New(rand.NewPCG(uint64(i), 7))
	var b strings.Builder
	front(&b, r, i)
	to := 0
	for _, heading := range []string{"故事", "为什么打动人", "在您的店里怎么做"} {
		fmt.Fprintf(&b, "\n## %s\n", heading)
		for range 2 {
			b.WriteString("\n")
			paragraph(&b, r, 92)
			if to < links {
				to++
				fmt.Fprintf(&b, "另见[[%s|这个相近的故事]]。", caseID((i*7+to*13)%n))
			}
			b.WriteString("\n")
		}
	}
	b.WriteString("\n- **先做好**：")
	paragraph(&b, r, 20)
	b.WriteString("\n- **再多想**：")
	paragraph(&b, r, 20)
	b.WriteString("\n")
	return b.String()
}

// paragraph writes about n Han characters of sentences.
func paragraph(b *strings.Builder, r *rand.Rand, n int) {
	for n > 0 {
		size := 4 + r.IntN(6)
		for j := range size {
			w := words[r.IntN(len(words))]
			b.WriteString(w)
			n -= len(w) / 3
			if j%3 == 2 && j < size-1 {
				b.WriteString(joints[r.IntN(len(joints))])
			}
		}
		b.WriteString("。")
	}
}

func pick(r *rand.Rand, list ...string) string { return list[r.IntN(len(list))] }

func front(b *strings.Builder, r *rand.Rand, i int) {
	fmt.Fprintf(b, `---
title: 第 %d 个案例：%s与%s
title_en: Case %d
summary: %s的那一刻，%s让人记住了这家店。
summary_en: A made-up case for measuring.
organisation: unnamed-courier
industry: %s
evidence: illustrative
evidence_note: 为测量速度而生成，内容没有意义。
checked: 2026-11-22
needs:
  - {id: n-stated, kind: 明示, text: %s}
  - {id: n-unstated, kind: 隐性, text: %s}
pains:
  - {id: p-wait, text: 等得太久, source: pain-sources.waiting, severity: %d}
moments:
`, i, pick(r, words...), pick(r, words...), i, pick(r, words...), pick(r, words...),
		pick(r, "餐饮", "酒店", "零售", "物流", "银行"), pick(r, words...), pick(r, words...), 1+r.IntN(5))
	for j := range 5 {
		fmt.Fprintf(b, `  - id: m-%d
    title: %s之后的%s
    text: %s的时候，%s，客人%s。
    stage: %s
    touchpoint: %s
    kano: %s
    servqual: [%s]
    mot: %s
    polarity: %s
    wow: [%s]
    emotion: %d
    expected: %d
    evidence: illustrative
`, j, pick(r, words...), pick(r, words...), pick(r, words...), pick(r, words...), pick(r, words...),
			pick(r, "到店", "等待", "使用", "离开"), pick(r, "门口", "柜台", "电话", "手机"),
			pick(r, "must-be", "one-dimensional", "attractive"), pick(r, "reliability", "responsiveness", "empathy"),
			pick(r, "zmot", "fmot", "smot", "umot"), pick(r, "magic", "neutral", "misery"),
			pick(r, "detail", "personal", "bonus", "emotion"), r.IntN(5)-2, r.IntN(3)-1)
	}
	fmt.Fprintf(b, `metrics:
  - {metric: nps, before: "%d", after: "%d", evidence: illustrative}
lessons:
  - 先%s，再%s。
  - 记得%s。
cautions:
  - 不是每位客人都需要%s。
  - %s做成惯例，就不再是惊喜。
plays: [progress-push, empathic-response]
discuss:
  - 在您的店里，%s的时候该怎么办？
---
`, r.IntN(40)-20, 20+r.IntN(40), pick(r, words...), pick(r, words...), pick(r, words...), pick(r, words...), pick(r, words...), pick(r, words...))
}
