/// An element with everything in it.
public struct MarkupElement: Sendable, Hashable {
    /// Its name.
    public let name: XMLName
    /// Its attributes, in the order in which they stand.
    public let attributes: [XMLAttribute]
    /// Where its start tag begins.
    public let position: MarkupPosition
    /// The elements directly in it, in the order in which they stand.
    public internal(set) var children: [MarkupElement] = []
    /// Its own text, blanks and line ends included, without that of its children.
    public internal(set) var text = ""

    init(_ name: XMLName, _ attributes: [XMLAttribute], at position: MarkupPosition) {
        self.name = name
        self.attributes = attributes
        self.position = position
    }

    /// The value of an attribute; without a namespace, of one that is in none.
    public func attribute(_ local: String, in namespace: String? = nil) -> String? {
        attributes.first { $0.name.local == local && $0.name.namespace == namespace }?.value
    }

    /// The children of a name; without a namespace, those that are in none.
    public func children(_ local: String, in namespace: String? = nil) -> [MarkupElement] {
        children.filter { $0.name.local == local && $0.name.namespace == namespace }
    }

    /// The first child of a name.
    public func child(_ local: String, in namespace: String? = nil) -> MarkupElement? {
        children.first { $0.name.local == local && $0.name.namespace == namespace }
    }
}

extension MarkupElement: CustomStringConvertible {
    /// The element as XML for people to recognize: without prefixes, and its text before its children.
    public var description: String {
        let start = attributes.reduce(into: "<\(name.local)") {
            $0 += " \($1.name.local)=\"\(Self.escaped($1.value))\""
        }
        guard !children.isEmpty || !text.isEmpty else { return start + "/>" }
        return "\(start)>\(Self.escaped(text))\(children.map(\.description).joined())</\(name.local)>"
    }

    private static func escaped(_ text: String) -> String {
        text.reduce(into: "") { result, character in
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case "\"": result += "&quot;"
            default: result.append(character)
            }
        }
    }
}
