/// The number of an attribute name in an `AttributeTable`; it is what packed entries carry instead of the name.
public struct AttributeID: Sendable, Hashable, Comparable, RawRepresentable, Codable {
    /// The number, from 0.
    public let rawValue: UInt16

    /// Wraps a number.
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// Orders by number.
    public static func < (left: AttributeID, right: AttributeID) -> Bool { left.rawValue < right.rawValue }
}
