/// The kinds that a value may have, as far as they are known before an expression runs.
public struct ValueTypes: OptionSet, Sendable, Hashable {
    /// One bit for each kind.
    public let rawValue: UInt8

    /// Wraps bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Text.
    public static let text = ValueTypes(rawValue: 1)
    /// A number.
    public static let number = ValueTypes(rawValue: 2)
    /// True or false.
    public static let boolean = ValueTypes(rawValue: 4)
    /// Bytes.
    public static let binary = ValueTypes(rawValue: 8)
    /// A moment.
    public static let date = ValueTypes(rawValue: 16)
    /// The name of an object.
    public static let reference = ValueTypes(rawValue: 32)
    /// Anything.
    public static let any = ValueTypes(rawValue: 63)

    private static let names: [(ValueTypes, String)] = [
        (.text, "str"), (.number, "num"), (.boolean, "bool"), (.binary, "bin"), (.date, "dt"), (.reference, "ref"),
    ]

    /// The kinds by the names that the product's reference uses: `str`, `num`, `str or ref`, `var` for any.
    public var names: String {
        if self == .any { return "var" }
        if isEmpty { return "void" }
        return Self.names.filter { contains($0.0) }.map(\.1).joined(separator: " or ")
    }
}
