/// Lines over a row of moments.
struct LinePlotPart: PagePart {
    struct Line: Sendable {
        let points: String
        let series: String
        let text: String
        let textY: Int
        let swatch: String
    }

    struct Label: Sendable {
        let x: Int
        let text: String
        let anchor: String
    }

    static let template = "lineplot"
    private static let (width, height, left, bottom, top) = (640, 220, 56, 30, 26)

    let title: String
    let summary: String
    let id: String
    let lines: [Line]
    let labels: [Label]
    let most: String

    /// Draws lines: every series has one number for each moment, or nothing.
    init(
        id: String,
        title: String,
        summary: String,
        moments: [String],
        series: [(name: String, numbers: [Int?])]
    ) {
        (self.id, self.title, self.summary) = (id, title, summary)
        let highest = max(1, series.flatMap(\.numbers).compactMap { $0 }.max() ?? 1)
        let plot = Double(Self.height - Self.bottom - Self.top)
        let step = Double(Self.width - Self.left - 20) / Double(max(1, moments.count - 1))
        let x = { (place: Int) in Self.left + 10 + Int(Double(place) * step) }
        lines = series.enumerated().map { number, one in
            let points = one.numbers.enumerated().compactMap { place, value in
                value.map { "\(x(place)),\(Self.height - Self.bottom - Int(Double($0) / Double(highest) * plot))" }
            }
            // A single moment is a short line.
            let single = points.count == 1 ? [points[0], points[0].replacingX(adding: 6)] : points
            return Line(
                points: single.joined(separator: " "),
                series: "l\(number % 2 + 1)",
                text: one.name,
                textY: 16,
                swatch: "\(Self.left + number * 180)"
            )
        }
        let skips = max(1, moments.count / 8)
        labels = moments.enumerated().filter { $0.offset.isMultiple(of: skips) }
            .map { place, text in
                Label(
                    x: x(place),
                    text: text,
                    anchor: place == 0 ? "start" : place == moments.count - 1 ? "end" : "middle"
                )
            }
        most = "\(highest)"
    }
}

extension String {
    /// The same point further to the right.
    fileprivate func replacingX(adding more: Int) -> String {
        let parts = split(separator: ",")
        guard parts.count == 2, let x = Int(parts[0]) else { return self }
        return "\(x + more),\(parts[1])"
    }
}
