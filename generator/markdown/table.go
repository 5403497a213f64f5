package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"playbook/generator/diag"
)

// A tableParser turns the end of a paragraph into a table: a row, a line of
// dashes with as many cells, and more rows.
//
// It differs from goldmark's in that a bar inside [[target|label]] does not end
// the cell, and in that it says what it drops.
type tableParser struct{}

// Transform implements [parser.ParagraphTransformer].
func (tableParser) Transform(para *ast.Paragraph, reader text.Reader, pc parser.Context) {
	lines, src := para.Lines(), reader.Source()
	for i := 1; i < lines.Len(); i++ {
		columns := delimiterRow(lines.At(i), src)
		if columns == nil {
			continue
		}
		header := splitRow(lines.At(i-1), src)
		if len(header) != len(columns) {
			reportBroken(lines.At(i), len(header), len(columns), stateOf(pc))
			return
		}
		table := extast.NewTable()
		table.Alignments = columns
		table.SetPos(lines.At(i - 1).Start)
		head := extast.NewTableRow(columns)
		fillRow(head, header, columns)
		table.AppendChild(table, extast.NewTableHeader(head))
		for j := i + 1; j < lines.Len(); j++ {
			cells := splitRow(lines.At(j), src)
			if len(cells) > len(columns) {
				stateOf(pc).report(LongRow, cells[len(columns)].Start, cells[len(cells)-1].Stop).Hint = diag.Say(
					"delete them; a | that is text is written \\|", "请删掉多出来的；内容里的竖线写成 \\|")
				cells = cells[:len(columns)]
			}
			row := extast.NewTableRow(columns)
			row.SetPos(lines.At(j).Start)
			fillRow(row, cells, columns)
			table.AppendChild(table, row)
		}
		replaceTail(para, table, i-1, src)
		return
	}
}

// reportBroken speaks up about a header that does not fit its delimiter row. A
// row without a bar is more likely a list item or a heading gone wrong.
func reportBroken(delimiters text.Segment, header, columns int, st *state) {
	if row := delimiters.Value(st.src); bytes.IndexByte(row, '|') >= 0 {
		s := trim(st.src, delimiters.Start, delimiters.Stop)
		st.report(BrokenTable, s.Start, s.Stop, header, columns).Hint = diag.Say(
			"write --- once for each column", "请给每一列写一个 ---")
	}
}

// replaceTail puts table behind para in place of para's lines from first on.
func replaceTail(para *ast.Paragraph, table *extast.Table, first int, src []byte) {
	parent, lines := para.Parent(), para.Lines()
	lines.SetSliced(0, first)
	parent.InsertAfter(parent, para, table)
	if first == 0 {
		parent.RemoveChild(parent, para)
		return
	}
	last := lines.At(first - 1)
	lines.Set(first-1, last.TrimRightSpace(src))
}

// fillRow gives a row its cells, and empty ones for those that are missing.
func fillRow(row *extast.TableRow, cells []text.Segment, columns []extast.Alignment) {
	for i, align := range columns {
		cell := extast.NewTableCell()
		cell.Alignment = align
		if i < len(cells) {
			cell.SetPos(cells[i].Start)
			if cells[i].Len() > 0 {
				cell.Lines().Append(cells[i])
			}
		}
		row.AppendChild(row, cell)
	}
}

// delimiterRow returns the alignments that a line like |---|:-:| gives, or nil.
func delimiterRow(line text.Segment, src []byte) []extast.Alignment {
	value := line.Value(src)
	if w, _ := util.IndentWidth(value, 0); w > 3 || len(bytes.Trim(value, "-|: \t\r\n")) > 0 {
		return nil
	}
	value = bytes.TrimSpace(value)
	value = bytes.TrimSuffix(bytes.TrimPrefix(value, []byte{'|'}), []byte{'|'})
	var columns []extast.Alignment
	for cell := range bytes.SplitSeq(value, []byte{'|'}) {
		cell = bytes.TrimSpace(cell)
		dashes := bytes.Trim(cell, ":")
		if len(dashes) == 0 || len(bytes.Trim(dashes, "-")) > 0 || len(cell) > len(dashes)+2 {
			return nil
		}
		left, right := cell[0] == ':', cell[len(cell)-1] == ':'
		switch {
		case left && right:
			columns = append(columns, extast.AlignCenter)
		case left:
			columns = append(columns, extast.AlignLeft)
		case right:
			columns = append(columns, extast.AlignRight)
		default:
			columns = append(columns, extast.AlignNone)
		}
	}
	return columns
}

// splitRow returns the cells of a line. A bar is part of the cell if a backslash
// stands before it or a wiki link around it.
func splitRow(line text.Segment, src []byte) []text.Segment {
	line = line.TrimLeftSpace(src)
	line = line.TrimRightSpace(src)
	i, stop := line.Start, line.Stop
	if i < stop && src[i] == '|' {
		i++
	}
	var cells []text.Segment
	for start := i; i <= stop; i++ {
		switch {
		case i == stop || src[i] == '|':
			if i < stop || i > start {
				cells = append(cells, trim(src, start, i))
			}
			start = i + 1
		case src[i] == '\\' && i+1 < stop && src[i+1] == '|':
			i++
		case src[i] == '[':
			i += wikiLength(src[i:stop])
		}
	}
	return cells
}

// wikiLength returns how many bytes after the first belong to a wiki link at the
// beginning of b, or 0.
func wikiLength(b []byte) int {
	if !bytes.HasPrefix(b, []byte("[[")) {
		return 0
	}
	end := bytes.IndexAny(b[2:], "[]")
	if end < 0 || !bytes.HasPrefix(b[2+end:], []byte("]]")) {
		return 0
	}
	return 2 + end + 1
}
