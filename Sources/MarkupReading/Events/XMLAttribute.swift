/// An attribute of an element.
///
/// An attribute without a prefix is in no namespace, whatever its element is in (Namespaces in XML 1.0, section 6.2).
public struct XMLAttribute: Sendable, Hashable {
    /// Its name.
    public let name: XMLName
    /// Its value, with references replaced and line ends made blanks (XML 1.0 section 3.3.3).
    public let value: String

    /// Makes an attribute.
    public init(_ name: XMLName, _ value: String) {
        self.name = name
        self.value = value
    }
}
