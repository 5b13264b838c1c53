/// Something that could not be compared, so that the servers cannot be called equal.
public struct ServerGap: Sendable, Hashable, Codable {
    /// Whose export it is.
    public enum Side: String, Sendable, Hashable, Codable {
        /// The first server's.
        case from
        /// The second server's.
        case to
        /// Both.
        case both
    }

    /// Whose export it is.
    public let side: Side
    /// The file and line, as they were named; nothing where it is no one place.
    public let place: String?
    /// One sentence: what it is.
    public let sentence: String

    init(_ side: Side, _ sentence: String, place: String? = nil) {
        self.side = side
        self.place = place
        self.sentence = sentence
    }

    init(_ side: Side, _ problem: ExchangeProblem) {
        let place = [problem.file.isEmpty ? nil : problem.file, problem.line.map { "line \($0)" }, problem.rule]
            .compactMap { $0 }.joined(separator: ", ")
        self.init(side, problem.sentence, place: place.isEmpty ? nil : place)
    }
}
