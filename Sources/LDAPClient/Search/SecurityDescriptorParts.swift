/// The parts of a security descriptor that a search asks for (MS-ADTS section 3.1.1.3.4.1.11).
///
/// Without the SACL an ordinary account may read the attribute; with it, it needs a privilege.
public struct SecurityDescriptorParts: OptionSet, Sendable, Hashable {
    /// The bits as the control has them.
    public let rawValue: Int

    /// Wraps bits.
    public init(rawValue: Int) { self.rawValue = rawValue }

    /// Whose the object is.
    public static let owner = SecurityDescriptorParts(rawValue: 1)
    /// The owner's primary group.
    public static let group = SecurityDescriptorParts(rawValue: 2)
    /// Who may do what.
    public static let discretionaryList = SecurityDescriptorParts(rawValue: 4)
    /// What is audited.
    public static let systemList = SecurityDescriptorParts(rawValue: 8)
}
