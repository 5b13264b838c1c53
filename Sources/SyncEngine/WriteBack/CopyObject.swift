/// An object that rules outwards have made in the simulated copy of a forest, or joined there.
public struct CopyObject: Sendable, Hashable {
    /// How far it is.
    public enum State: Int64, Sendable, Hashable {
        /// It waits to be made.
        case wanted = 0
        /// The copy has it, and the forest does not.
        case made = 1
        /// The copy has it, and it waits to be deleted there.
        case unwanted = 2
        /// It was deleted from the copy, and no import has read that yet.
        case deleted = 3
        /// The forest has it: rules have joined it, and hold its link.
        case joined = 4
    }

    /// The metaverse object that it is for.
    public let metaverse: MetaverseID
    /// The object as it is made; of one that was joined, what it is known by.
    public let object: ConnectorSpaceObject
    /// How far it is.
    public let state: State
    /// Its number in the connector space; nothing where no import has brought it.
    public let number: Int64?
    /// When it was made in the copy, or deleted from it; nothing where it was not, or nobody noted it.
    public let since: String?

    /// Puts the parts together.
    public init(
        metaverse: MetaverseID,
        object: ConnectorSpaceObject,
        state: State,
        number: Int64? = nil,
        since: String? = nil
    ) {
        self.metaverse = metaverse
        self.object = object
        self.state = state
        self.number = number
        self.since = since
    }

    /// The object as it is made, linked to what it is for.
    public var linked: ConnectorSpaceObject {
        var object = object
        object.link = metaverse
        return object
    }

    /// The same in another state.
    func having(_ state: State) -> CopyObject {
        CopyObject(metaverse: metaverse, object: object, state: state, number: number, since: since)
    }
}
