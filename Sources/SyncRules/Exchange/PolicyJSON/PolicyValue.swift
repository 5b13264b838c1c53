/// A value of a JSON file; keys are compared without regard to case.
enum PolicyValue: Sendable, Hashable, Decodable {
    case nothing
    case truth(Bool)
    case number(Double)
    case text(String)
    case list([PolicyValue])
    case object([String: PolicyValue])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .nothing
        } else if let truth = try? container.decode(Bool.self) {
            self = .truth(truth)
        } else if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let list = try? container.decode([PolicyValue].self) {
            self = .list(list)
        } else {
            let object = try container.decode([String: PolicyValue].self)
            var folded: [String: PolicyValue] = [:]
            for (key, value) in object.sorted(by: { $0.key < $1.key }) {
                folded[key.lowercased()] = folded[key.lowercased()] ?? value
            }
            self = .object(folded)
        }
    }

    subscript(_ key: String) -> PolicyValue? {
        guard case .object(let fields) = self, let value = fields[key.lowercased()], value != .nothing else {
            return nil
        }
        return value
    }

    var keys: [String] {
        guard case .object(let fields) = self else { return [] }
        return fields.keys.sorted()
    }

    /// The items of a list; one value by itself is a list of it.
    var items: [PolicyValue] {
        switch self {
        case .list(let items): items
        case .nothing: []
        default: [self]
        }
    }

    /// A text, or a number or truth as text.
    var text: String? {
        switch self {
        case .text(let text): text
        case .number(let number): Int(exactly: number).map { "\($0)" }
        case .truth(let truth): truth ? "True" : "False"
        default: nil
        }
    }
}
