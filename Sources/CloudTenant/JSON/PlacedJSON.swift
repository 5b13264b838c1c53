import Diagnostics

/// A JSON value with the place where it stands.
struct PlacedJSON {
    /// What it is.
    enum Kind {
        case object([(key: String, value: PlacedJSON)])
        case array([PlacedJSON])
        case string(String)
        /// A number as it is written.
        case number(String)
        case flag(Bool)
        case null
    }

    let kind: Kind
    let range: SourceRange

    /// The value behind a key of an object.
    subscript(key: String) -> PlacedJSON? {
        guard case .object(let members) = kind else { return nil }
        return members.first { $0.key == key }?.value
    }

    /// The text of a string.
    var text: String? {
        if case .string(let text) = kind { text } else { nil }
    }
}
