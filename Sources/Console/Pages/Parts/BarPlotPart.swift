/// Bars that stand on one line, each of several kinds piled up; with the same numbers as a table below.
struct BarPlotPart: PagePart {
    struct Piece: Sendable {
        let x: Int
        let y: Int
        let width: Int
        let height: Int
        let series: String
        let title: String
    }

    struct Label: Sendable {
        let x: Int
        let text: String
    }

    struct Key: Sendable {
        let series: String
        let x: Int
        let textX: Int
        let text: String
    }

    static let template = "barplot"
    private static let (width, height, left, bottom, top) = (640, 220, 56, 30, 26)

    let title: String
    let summary: String
    let id: String
    let pieces: [Piece]
    let labels: [Label]
    let keys: [Key]
    let most: String
    let middle: String

    /// Draws bars: each has a label and one number for each kind.
    init(id: String, title: String, summary: String, kinds: [String], bars: [(label: String, numbers: [Int])]) {
        (self.id, self.title, self.summary) = (id, title, summary)
        let highest = max(1, bars.map { $0.numbers.reduce(0, +) }.max() ?? 1)
        let plot = Self.height - Self.bottom - Self.top
        let step = Double(Self.width - Self.left) / Double(max(1, bars.count))
        var (pieces, labels) = ([Piece](), [Label]())
        for (place, bar) in bars.enumerated() {
            let width = min(48, max(2, Int(step * 0.7)))
            let x = Self.left + Int(Double(place) * step + step / 2) - width / 2
            var base = Self.height - Self.bottom
            for (kind, number) in bar.numbers.enumerated() where number > 0 {
                let size = max(1, Int((Double(number) / Double(highest) * Double(plot)).rounded()))
                base -= size
                let name = kinds.indices.contains(kind) ? kinds[kind] : ""
                pieces.append(
                    Piece(
                        x: x,
                        y: base,
                        width: width,
                        height: size,
                        series: "s\(kind % 4 + 1)",
                        title: "\(bar.label): \(number) \(name)"
                    )
                )
            }
            let skips = max(1, bars.count / 12)
            if place.isMultiple(of: skips) { labels.append(Label(x: x + width / 2, text: bar.label)) }
        }
        (self.pieces, self.labels) = (pieces, labels)
        keys = kinds.enumerated().map { place, name in
            Key(
                series: "s\(place % 4 + 1)",
                x: Self.left + place * 140,
                textX: Self.left + place * 140 + 16,
                text: name
            )
        }
        most = "\(highest)"
        middle = highest > 1 ? "\(highest / 2)" : ""
    }
}
