/// What the options of an attribute's name say of the values under it (RFC 4512 section 2.5).
public enum AttributeOptions: Sendable, Hashable {
    /// There is none: the values are the attribute's own.
    case absent
    /// How the values travelled (RFC 4522): they are the attribute's own.
    case binary
    /// A stretch of the attribute's values (MS-ADTS section 3.1.1.3.1.3.3), from a place to another, both of them in it; without
    /// a last place to the end.
    case range(first: Int, last: Int?)
    /// A stretch of the attribute's values, of which it cannot be told which.
    case unclearRange
    /// A kind of the attribute that is an attribute of its own, such as one in another language; Active Directory has none.
    case subtype

    /// Reads options in small letters, without the semicolon before the first.
    public init(folded options: Substring) {
        let options = options.split(separator: ";", omittingEmptySubsequences: false).map { String($0) }
        guard options.contains(where: { $0.hasPrefix("range=") }) else {
            self = options == ["binary"] ? .binary : .subtype
            return
        }
        // Active Directory gives no other option beside it.
        self = options.count == 1 ? Self.stretch(options[0].dropFirst("range=".count)) : .unclearRange
    }

    private static func stretch(_ text: Substring) -> AttributeOptions {
        let bounds = text.split(separator: "-", omittingEmptySubsequences: false)
        guard bounds.count == 2, let first = place(bounds[0]) else { return .unclearRange }
        if bounds[1] == "*" { return .range(first: first, last: nil) }
        guard let last = place(bounds[1]), last >= first else { return .unclearRange }
        return .range(first: first, last: last)
    }

    private static func place(_ digits: Substring) -> Int? {
        guard !digits.isEmpty, digits.utf8.allSatisfy({ ASCII.isDigit($0) }), let place = Int(digits),
            place < Int(UInt32.max)
        else { return nil }
        return place
    }

    /// Whether stretches join from the first value to the end; nothing else does.
    static func isWhole(_ stretches: [AttributeOptions]) -> Bool {
        var found: [(first: Int, last: Int?)] = []
        for stretch in stretches {
            guard case .range(let first, let last) = stretch else { return false }
            found.append((first: first, last: last))
        }
        var next = 0
        for (first, last) in found.sorted(by: { $0.first < $1.first }) {
            guard first <= next else { return false }
            guard let last else { return true }
            next = max(next, last + 1)
        }
        return false
    }
}
