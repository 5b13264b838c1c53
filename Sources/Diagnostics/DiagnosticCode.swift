/// A stable name for one kind of finding, such as `EXP014`; it never changes its meaning and is never used again.
public struct DiagnosticCode: RawRepresentable, Sendable, Hashable, Codable, ExpressibleByStringLiteral,
    CustomStringConvertible
{
    /// The code as it is printed.
    public let rawValue: String

    /// Wraps a code.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Wraps a code.
    public init(stringLiteral value: String) { rawValue = value }

    /// The code as it is printed.
    public var description: String { rawValue }
}
