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
        let length = word.count
        guard length < Self.byLength.count else { return nil }
        // At most five have the same length.
        for candidate in Self.byLength[length] where word.elementsEqual(candidate.bytes, by: Self.same) {
            self = candidate.keyword
            return
        }
        return nil
    }

    private static func same(_ byte: UInt8, _ capital: UInt8) -> Bool { ASCII.uppercased(byte) == capital }

    private static let byLength: [[(bytes: [UInt8], keyword: Keyword)]] = {
        let longest = allCases.map { $0.rawValue.utf8.count }.max() ?? 0
        var lists = [[(bytes: [UInt8], keyword: Keyword)]](repeating: [], count: longest + 1)
        for keyword in allCases {
            let bytes = Array(keyword.rawValue.utf8)
            lists[bytes.count].append((bytes, keyword))
        }
        return lists
    }()
}
