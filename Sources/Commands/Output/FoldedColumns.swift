import Diagnostics

/// Columns that share a width: the widest give way first, and what does not fit in a cell goes on below.
///
/// Nothing is cut: two values that differ at their ends alone have to be told apart.
struct FoldedColumns {
    private let widths: [Int]
    private let rightAligned: Set<Int>

    /// How narrow a column becomes before words are parted: as its longest word, and as the lower bound.
    ///
    /// Words that are longer than the upper bound are parted first.
    private static let word = 12...28
    /// No column that has more becomes narrower than this, or than a word of its heading.
    private static let least = 8

    /// The columns of rows that have a cell for each title; as wide as their cells where no room is given.
    init(_ titles: [String], _ rows: [[String]], room: Int?, rightAligned: Set<Int>) {
        let natural = Self.greatest(titles, rows) { Terminal.width(of: $0) }
        widths = room.map { Self.fitted(natural, titles, rows, room: $0) } ?? natural
        self.rightAligned = rightAligned
    }

    /// A row, on as many lines as its tallest cell needs.
    func lines(of row: [String]) -> [String] {
        let cells = zip(row, widths).map { cell, width in
            Terminal.width(of: cell) > width ? Self.folded(cell, width) : [cell]
        }
        let height = cells.map(\.count).max() ?? 1
        return (0..<height).map { place in
            let parts = cells.indices.map { column -> String in
                let part = place < cells[column].count ? cells[column][place] : ""
                let blanks = String(repeating: " ", count: max(0, widths[column] - Terminal.width(of: part)))
                return rightAligned.contains(column) ? blanks + part : part + blanks
            }
            var line = parts.joined(separator: "  ")
            while line.hasSuffix(" ") { line.removeLast() }
            return line
        }
    }

    /// A cell in lines; blanks in front of it, which say how deep it stands, are in front of each.
    private static func folded(_ cell: String, _ width: Int) -> [String] {
        let blanks = String(cell.prefix { $0 == " " })
        guard !blanks.isEmpty, blanks.count <= width / 2 else { return FoldedText.lines(cell, width: width) }
        return FoldedText.lines(String(cell.dropFirst(blanks.count)), width: width - blanks.count).map { blanks + $0 }
    }

    private static func fitted(_ natural: [Int], _ titles: [String], _ rows: [[String]], room: Int) -> [Int] {
        var widths = natural
        func isTooWide() -> Bool { widths.reduce(0, +) + 2 * max(0, widths.count - 1) > room }
        guard isTooWide() else { return widths }
        let words = greatest(titles, rows, longestWord).map { max($0, word.lowerBound) }
        let parted = words.map { $0 > word.upperBound ? word.lowerBound : $0 }
        let narrow = titles.indices.map { min(natural[$0], max(least, longestWord(titles[$0]))) }
        // What can be parted at blanks gives way first, then words that are long.
        for least in [words, parted] {
            while isTooWide() {
                guard
                    let widest = widths.indices.filter({ widths[$0] > least[$0] }).max(by: { widths[$0] < widths[$1] })
                else { break }
                widths[widest] -= 1
            }
        }
        guard isTooWide() else { return widths }
        // Then others, where the fewest rows have one.
        let longer = titles.indices.map { column in rowsByWord(rows.lazy.map { $0[column] }, width: widths[column]) }
        while isTooWide() {
            let columns = widths.indices.filter { widths[$0] > narrow[$0] }
            let next = columns.min {
                (longer[$0][widths[$0]], -widths[$0]) < (longer[$1][widths[$1]], -widths[$1])
            }
            guard let next else { break }
            widths[next] -= 1
        }
        return widths
    }

    /// How many cells have a word that takes a width or more, for each width up to one.
    private static func rowsByWord(_ cells: some Sequence<String>, width: Int) -> [Int] {
        var counts = [Int](repeating: 0, count: width + 1)
        for cell in cells { counts[min(width, longestWord(cell))] += 1 }
        for place in counts.indices.dropLast().reversed() { counts[place] += counts[place + 1] }
        return counts
    }

    /// The greatest measure of each column's title and cells.
    private static func greatest(_ titles: [String], _ rows: [[String]], _ measure: (String) -> Int) -> [Int] {
        titles.indices.map { column in rows.reduce(measure(titles[column])) { max($0, measure($1[column])) } }
    }

    private static func longestWord(_ text: String) -> Int {
        let blanks = text.prefix { $0 == " " }.count
        return blanks + (text.split(separator: " ").map { Terminal.width(of: String($0)) }.max() ?? 0)
    }
}
