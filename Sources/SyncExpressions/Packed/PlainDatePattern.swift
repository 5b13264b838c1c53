/// A date pattern of the simplest kind: full years and two digits of everything else, with other characters between.
///
/// `DatePattern` reads all others.
struct PlainDatePattern {
    /// What is written, byte by byte: a letter below for a part of the time, any other byte for itself.
    let letters: [UInt8]

    /// The parts: bytes that no pattern has.
    enum Part {
        static let year: UInt8 = 1
        static let month: UInt8 = 2
        static let day: UInt8 = 3
        static let hour: UInt8 = 4
        static let minute: UInt8 = 5
        static let second: UInt8 = 6
    }

    private static let runs: [(String, UInt8)] = [
        ("yyyy", Part.year), ("MM", Part.month), ("dd", Part.day), ("HH", Part.hour), ("mm", Part.minute),
        ("ss", Part.second),
    ]

    /// Nothing for a pattern of another kind.
    init?(_ pattern: String) {
        let bytes = Array(pattern.utf8)
        guard bytes.count > 1 else { return nil }
        var letters: [UInt8] = []
        var index = 0
        while index < bytes.count {
            var end = index + 1
            while end < bytes.count, bytes[end] == bytes[index] { end += 1 }
            let run = String(decoding: bytes[index..<end], as: UTF8.self)
            if let part = Self.runs.first(where: { $0.0 == run })?.1 {
                letters.append(part)
            } else {
                let isPlain = bytes[index..<end].allSatisfy {
                    (0x30...0x39).contains($0) || " -:./,TZ".utf8.contains($0)
                }
                guard isPlain else { return nil }
                letters += bytes[index..<end]
            }
            index = end
        }
        self.letters = letters
    }
}
