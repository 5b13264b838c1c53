public import Directory
public import SyncRules

/// Changes that leave together: all that wait between two source anchors, either deletions or none.
///
/// While they are on their way a part stands in the outbox as one; each change of it has its own place there only when
/// something is to be said of it alone.
public struct OutgoingPart: Sendable {
    /// The place of its first change in the outbox; the others have those behind it.
    public let sequence: Int64
    /// What the names of its changes are made from.
    public let name: EntryUUID
    /// What was read ahead, of which it is a part.
    public let ahead: ExportsAhead
    /// Which of those it has.
    public let places: Range<Int>
    /// The images that its changes bring, in their order; for deletions those that go.
    public let images: [ExportsAhead.Image]
    /// What the target has of those that are updates, by their number in the part.
    private let accepted: [Int: PackedEntry]
    private let order: AttributeOrder

    /// Puts a part together.
    public init(
        sequence: Int64,
        named name: EntryUUID,
        _ places: Range<Int>,
        of ahead: ExportsAhead,
        images: [ExportsAhead.Image],
        accepted: [Int: PackedEntry],
        by order: AttributeOrder
    ) {
        self.sequence = sequence
        self.name = name
        self.ahead = ahead
        self.places = places
        self.images = images
        self.accepted = accepted
        self.order = order
    }

    /// How many changes it has.
    public var count: Int { images.count }
    /// Where it goes.
    public var connector: ConnectorID { ahead.connector }
    /// Whether all of it are deletions; otherwise none is.
    public var areDeletions: Bool { ahead.areDeletions }

    /// The source anchor of a change, by its number in the part.
    public func anchor(of number: Int) -> String { ahead.waiting[places.lowerBound + number].anchor }

    /// The source anchor of the change before one.
    public func anchor(before number: Int) -> String { ahead.anchor(before: places.lowerBound + number) }

    /// What a change does.
    public func operation(of number: Int) -> PendingExport.Operation {
        ahead.waiting[places.lowerBound + number].operation
    }

    /// The class of a change's object on the target's side.
    public func objectClass(of number: Int) -> AttributeName { ahead.waiting[places.lowerBound + number].objectClass }

    /// The attributes that a change sends; nothing where it sends all of the image.
    public func differing(_ number: Int) -> [AttributeID]? {
        PendingExport.differing(operation(of: number), images[number].entry, after: accepted[number], by: order)
    }

    /// The name of a change.
    public func identifier(of number: Int) -> EntryUUID { OutgoingChange.name(name, at: sequence + Int64(number)) }

    /// A change by itself, for those that something is to be said of.
    public func change(_ number: Int) -> OutgoingChange {
        let image = ExportImage(
            connector: connector,
            metaverse: images[number].owner,
            objectClass: objectClass(of: number),
            anchor: anchor(of: number),
            entry: images[number].entry
        )
        return OutgoingChange(
            sequence: sequence + Int64(number),
            named: name,
            change: PendingExport(operation: operation(of: number), image: image, differing: differing(number))
        )
    }

    /// All changes, each by itself.
    public var changes: [OutgoingChange] { images.indices.map(change) }
}
