import Directory

/// Reads one RFC 4512 definition into its identifier and its fields, whatever their order.
struct DefinitionParser {
    /// A definition taken apart: keywords in capitals, each with its values.
    struct Definition: Sendable {
        let identifier: String
        let fields: [String: [String]]

        func has(_ keyword: String) -> Bool { fields[keyword] != nil }
        func first(_ keyword: String) -> String? { fields[keyword]?.first }
        func all(_ keyword: String) -> [String] { fields[keyword] ?? [] }
    }

    /// Why a definition cannot be read.
    struct Failure: Error {
        let reason: String
    }

    private static let flags: Set<String> = [
        "OBSOLETE", "SINGLE-VALUE", "COLLECTIVE", "NO-USER-MODIFICATION", "ABSTRACT", "STRUCTURAL", "AUXILIARY",
    ]

    static func parse(_ text: String) throws(Failure) -> Definition {
        var tokenizer = DefinitionTokenizer(text)
        guard let tokens = tokenizer.tokens() else { throw Failure(reason: "a quoted string does not end") }
        var rest = tokens[...]
        guard rest.popFirst() == .open else { throw Failure(reason: "it does not begin with a parenthesis") }
        guard case .word(let identifier)? = rest.popFirst() else { throw Failure(reason: "it has no identifier") }
        var fields: [String: [String]] = [:]
        while let token = rest.popFirst() {
            switch token {
            case .close:
                guard rest.isEmpty else { throw Failure(reason: "something follows the closing parenthesis") }
                return Definition(identifier: identifier, fields: fields)
            case .word(let word):
                let keyword = word.uppercased()
                fields[keyword] = flags.contains(keyword) ? [] : try values(&rest, of: keyword)
            default:
                throw Failure(reason: "a keyword was expected")
            }
        }
        throw Failure(reason: "the closing parenthesis is missing")
    }

    private static func values(
        _ rest: inout ArraySlice<DefinitionTokenizer.Token>,
        of keyword: String
    ) throws(Failure)
        -> [String]
    {
        switch rest.popFirst() {
        case .word(let word): return [word]
        case .quoted(let text): return [text]
        case .open:
            var values: [String] = []
            while let token = rest.popFirst() {
                switch token {
                case .close: return values
                case .word(let word): values.append(word)
                case .quoted(let text): values.append(text)
                case .dollar: continue
                case .open: throw Failure(reason: "the list after \(keyword) opens a second time")
                }
            }
            throw Failure(reason: "the list after \(keyword) does not end")
        default:
            throw Failure(reason: "\(keyword) has no value")
        }
    }
}
