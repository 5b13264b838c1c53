import Directory

/// The value of a property: in JSON a string, a number, a boolean or a list of strings.
public enum FacetValue: Sendable, Hashable, Codable, CustomStringConvertible {
    /// Text.
    case text(String)
    /// A whole number.
    case number(Int64)
    /// Yes or no.
    case flag(Bool)
    /// Names in order.
    case list([String])

    /// Reads what `encode` writes.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let list = try? container.decode([String].self) {
            self = .list(list)
        } else if let flag = try? container.decode(Bool.self) {
            self = .flag(flag)
        } else if let number = try? container.decode(Int64.self) {
            self = .number(number)
        } else {
            self = .text(try container.decode(String.self))
        }
    }

    /// Writes the bare value.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .text(let text): try container.encode(text)
        case .number(let number): try container.encode(number)
        case .flag(let flag): try container.encode(flag)
        case .list(let list): try container.encode(list)
        }
    }

    /// The value as schemas write it.
    public var description: String {
        switch self {
        case .text(let text): text
        case .number(let number): String(number)
        case .flag(let flag): flag ? "TRUE" : "FALSE"
        case .list(let list): list.joined(separator: " ")
        }
    }

    /// The names of a list, or the one that text is; none for anything else.
    public var names: [String] {
        switch self {
        case .list(let list): list
        case .text(let text): [text]
        case .number, .flag: []
        }
    }
}
