/// A parameter or setting of a server that is known: what it means, and how its values are compared.
public struct ServerParameter: Sendable, Hashable {
    /// What its values are.
    public enum Form: Sendable, Hashable {
        /// `True` or `False`, `1` or `0`.
        case flag
        /// A whole number.
        case number
        /// A text whose case says nothing, such as the name of an attribute or of a domain.
        case word
        /// A text whose case may say something.
        case text
        /// A distinguished name.
        case name
        /// Words between commas, in any order.
        case list
        /// An account; names that begin like this are made by the setup of each server.
        case account(generated: String)
        /// It belongs to the one server and moment, and is not compared; the reason completes "since it is ...".
        case own(String)
    }

    /// What the product calls it: the name of a parameter, or the path of elements to a setting.
    public let key: String
    /// What people call it.
    public let name: String
    /// What it decides.
    public let area: ServerArea
    /// What its values are.
    public let form: Form

    init(_ key: String, _ name: String, _ area: ServerArea, _ form: Form) {
        self.key = key
        self.name = name
        self.area = area
        self.form = form
    }
}
