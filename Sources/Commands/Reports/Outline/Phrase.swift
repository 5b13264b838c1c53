/// A sentence, or a part of one, that keeps apart what Dryad says and what others have named.
///
/// What stands in an interpolation is foreign unless it is a number or another phrase: forms of reports escape it and
/// cannot forget to.
struct Phrase: ExpressibleByStringInterpolation, Hashable {
    enum Piece: Hashable {
        /// Dryad's own words.
        case words(String)
        /// A name or value.
        case name(String)
        /// A sentence with names in it, or what a person wrote.
        case prose(String)
    }

    private(set) var pieces: [Piece] = []

    init(stringLiteral value: String) { pieces = value.isEmpty ? [] : [.words(value)] }
    init(stringInterpolation: Interpolation) { pieces = stringInterpolation.pieces }

    private init(_ pieces: [Piece]) { self.pieces = pieces }

    /// Words of Dryad's own that are made at run time.
    static func words(_ text: String) -> Phrase { Phrase([.words(text)]) }
    /// A name alone.
    static func name(_ text: String) -> Phrase { Phrase([.name(text)]) }
    /// A foreign sentence alone.
    static func prose(_ text: String) -> Phrase { Phrase([.prose(text)]) }

    static func + (left: Phrase, right: Phrase) -> Phrase { Phrase(left.pieces + right.pieces) }

    var isEmpty: Bool { pieces.isEmpty }

    /// The same with so many names at most, and how many are left out.
    func shortened(to names: Int) -> Phrase {
        func isName(_ piece: Piece) -> Bool { if case .name = piece { true } else { false } }
        let count = pieces.count(where: isName)
        guard count > names else { return self }
        var (shown, kept) = ([Piece](), 0)
        for piece in pieces {
            if isName(piece) { kept += 1 }
            guard kept <= names else { break }
            shown.append(piece)
        }
        return Phrase(shown) + .words("… and \(count - names) more")
    }

    struct Interpolation: StringInterpolationProtocol {
        fileprivate var pieces: [Piece] = []

        init(literalCapacity: Int, interpolationCount: Int) {}

        mutating func appendLiteral(_ literal: String) {
            if !literal.isEmpty { pieces.append(.words(literal)) }
        }
        mutating func appendInterpolation(_ name: String) { pieces.append(.name(name)) }
        mutating func appendInterpolation(_ number: Int) { pieces.append(.words(String(number))) }
        mutating func appendInterpolation(_ phrase: Phrase) { pieces += phrase.pieces }
        mutating func appendInterpolation(prose: String) { pieces.append(.prose(prose)) }
        mutating func appendInterpolation(words: String) { pieces.append(.words(words)) }
    }
}

extension [Phrase] {
    /// One phrase with something of Dryad's between the parts.
    func joined(separator: String) -> Phrase {
        guard let first else { return "" }
        return dropFirst().reduce(first) { $0 + .words(separator) + $1 }
    }

    /// `a`, `a and b`, `a, b and c`.
    var listed: Phrase {
        guard let last, count > 1 else { return first ?? "" }
        return dropLast().joined(separator: ", ") + " and " + last
    }
}

extension Sequence where Element == Phrase {
    fileprivate func joined(separator: String) -> Phrase { Array(self).joined(separator: separator) }
}
