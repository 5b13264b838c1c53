/// How objects of two forests came together, or why they did not.
public struct JoinFinding: Sendable, Hashable {
    /// What was found.
    public enum Kind: Sendable, Hashable {
        /// They share a metaverse object.
        case joined
        /// They share one, and by today's values no criterion would bring them together.
        case joinedBefore
        /// The criterion finds several metaverse objects, and so none.
        case ambiguous
        /// The criterion finds exactly one, and the object has one of its own already: joins are made on entry alone.
        case tooLate
        /// The criterion finds one that another object of the same forest has joined.
        case taken
        /// Some conditions of the criterion hold, others do not.
        case partial
        /// The values would be equal but for case, blanks or the prefix of an address.
        case spelling
        /// The addresses are equal up to the `@`.
        case otherDomain
    }

    /// What was found.
    public let kind: Kind
    /// The object.
    public let object: ConnectorSpaceIdentity
    /// The objects of other connectors that it is about, ascending.
    public let others: [ConnectorSpaceIdentity]
    /// The rule; nothing where no rule says so today.
    public let rule: String?
    /// The criterion, such as `mail = mail`.
    public let criterion: String?
    /// The object's value that it hangs on.
    public let value: [UInt8]?
}
