import Directory

/// The words of RFC 4512 section 4.1 that name the fields of a definition.
enum Keyword: String, CaseIterable {
    // Words after which a value has to come.
    case name = "NAME"
    case desc = "DESC"
    case sup = "SUP"
    case equality = "EQUALITY"
    case ordering = "ORDERING"
    case substr = "SUBSTR"
    case syntax = "SYNTAX"
    case usage = "USAGE"
    case must = "MUST"
    case may = "MAY"
    case aux = "AUX"
    case not = "NOT"
    case oc = "OC"
    case form = "FORM"
    case applies = "APPLIES"
    // Words after which no value comes.
    case obsolete = "OBSOLETE"
    case singleValue = "SINGLE-VALUE"
    case collective = "COLLECTIVE"
    case noUserModification = "NO-USER-MODIFICATION"
    case abstract = "ABSTRACT"
    case structural = "STRUCTURAL"
    case auxiliary = "AUXILIARY"
    // Of extendedAttributeInfo, as Active Directory's aggregate writes it.
    case indexed = "INDEXED"
    case systemOnly = "SYSTEM-ONLY"

    /// Whether no value comes after it.
    var isFlag: Bool {
        switch self {
        case .name, .desc, .sup, .equality, .ordering, .substr, .syntax, .usage, .must, .may, .aux, .not, .oc, .form,
            .applies:
            false
        case .obsolete, .singleValue, .collective, .noUserModification, .abstract, .structural, .auxiliary, .indexed,
            .systemOnly:
            true
        }
    }

    /// The keyword that bytes spell, in whatever case.
    init?(_ word: some Collection<UInt8>) {
        guard let spelling = Spelling(capitalsOf: word) else { return nil }
        for known in Self.known where known.spelling == spelling {
            self = known.keyword
            return
        }
        return nil
    }

    /// The keyword that bytes spell in capitals, and its place among all.
    static func known(exactly word: DefinitionWord) -> (keyword: Keyword, place: Int)? {
        guard let first = word.first, first <= UInt8(ascii: "Z"), let spelling = Spelling(word) else { return nil }
        for place in known.indices where known[place].spelling == spelling { return (known[place].keyword, place) }
        return nil
    }

    /// All keywords, those first that most definitions have.
    private static let known: [(spelling: Spelling, keyword: Keyword)] = {
        let frequent: [Keyword] = [.name, .syntax, .singleValue, .noUserModification, .sup, .structural, .must, .may]
        return (frequent + allCases.filter { !frequent.contains($0) }).compactMap { keyword in
            Spelling(capitalsOf: keyword.rawValue.utf8).map { ($0, keyword) }
        }
    }()

    /// A word of at most 24 bytes as numbers: comparing them asks nothing of memory, and each word of each definition is
    /// compared.
    private struct Spelling: Equatable {
        private static let longest = 24

        private var parts: (UInt64, UInt64, UInt64) = (0, 0, 0)
        private var length = 0

        init?(capitalsOf word: some Collection<UInt8>) {
            for byte in word {
                guard length < Self.longest else { return nil }
                let capital = UInt64(ASCII.uppercased(byte)) << UInt64(length % 8 * 8)
                switch length / 8 {
                case 0: parts.0 |= capital
                case 1: parts.1 |= capital
                default: parts.2 |= capital
                }
                length += 1
            }
            guard length > 1 else { return nil }
        }

        init?(_ word: DefinitionWord) {
            length = word.count
            guard length > 1, length <= Self.longest else { return nil }
            parts.0 = word.eight(at: 0).number
            if length > 8 { parts.1 = word.eight(at: 8).number }
            if length > 16 { parts.2 = word.eight(at: 16).number }
        }

        static func == (left: Spelling, right: Spelling) -> Bool {
            left.parts == right.parts && left.length == right.length
        }
    }
}
