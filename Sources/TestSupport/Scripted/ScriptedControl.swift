/// A control that a scripted server sends, or was sent (RFC 4511 section 4.1.11).
public struct ScriptedControl: Sendable, Hashable {
    /// Its OID.
    public let oid: String
    /// Its value; nothing where it has none.
    public let value: [UInt8]?

    /// Makes a control.
    public init(_ oid: String, _ value: [UInt8]?) {
        self.oid = oid
        self.value = value
    }
}
