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
    private let images: [ExportsAhead.Read]
    private let order: AttributeOrder

    /// Puts a part together; nothing where an image of it was not read.
    public init?(
        sequence: Int64,
        named name: EntryUUID,
        _ places: Range<Int>,
        of ahead: ExportsAhead,
        by order: AttributeOrder
    ) {
        guard let images = ahead.read(places) else { return nil }
        self.sequence = sequence
        self.name = name
        self.ahead = ahead
        self.places = places
        self.images = images
        self.order = order
    }

    /// How many changes it has.
    public var count: Int { places.count }
    /// Where it goes.
    public var connector: ConnectorID { ahead.connector }
    /// Whether all of it are deletions; otherwise none is.
    public var areDeletions: Bool { ahead.areDeletions }

    /// The source anchor of a change, by its number in the part.
    public func anchor(of number: Int) -> String { ahead.waiting[places.lowerBound + number].anchor }

    /// The source anchor of the change before one.
    public func anchor(before number: Int) -> String { ahead.anchor(before: places.lowerBound + number) }

    /// The image that a change brings; for a deletion the one that goes.
    public func image(of number: Int) -> ExportsAhead.Image { ahead.image(images[number]) }

    /// Where the entries of its images lie.
    public var entries: PackedEntries { ahead.entries }

    /// The number of a change's image among the entries.
    public func entry(of number: Int) -> Int { images[number].entry }

    /// What a change does.
    public func operation(of number: Int) -> PendingExport.Operation {
        ahead.waiting[places.lowerBound + number].operation
    }

    /// The class of a change's object on the target's side.
    public func objectClass(of number: Int) -> AttributeName { ahead.waiting[places.lowerBound + number].objectClass }

    /// What the target has of a change that is an update.
    public func replaced(by number: Int) -> ExportsAhead.Image? {
        operation(of: number) == .update ? ahead.accepted(places.lowerBound + number) : nil
    }

    /// The attributes that a change sends; nothing where it sends all of its image.
    public func differing(_ number: Int) -> [AttributeID]? {
        switch operation(of: number) {
        case .add: nil
        case .delete: []
        case .update: differing(number, of: image(of: number).entry)
        }
    }

    private func differing(_ number: Int, of image: PackedEntry) -> [AttributeID]? {
        PendingExport.differing(operation(of: number), image, after: replaced(by: number)?.entry, by: order)
    }

    /// The name of a change.
    public func identifier(of number: Int) -> EntryUUID { OutgoingChange.name(name, at: sequence + Int64(number)) }

    /// A change by itself, for those that something is to be said of.
    public func change(_ number: Int) -> OutgoingChange {
        let read = image(of: number)
        let image = ExportImage(
            connector: connector,
            metaverse: read.owner,
            objectClass: objectClass(of: number),
            anchor: anchor(of: number),
            entry: read.entry
        )
        return OutgoingChange(
            sequence: sequence + Int64(number),
            named: name,
            change: PendingExport(
                operation: operation(of: number),
                image: image,
                differing: differing(number, of: read.entry)
            )
        )
    }

    /// All changes, each by itself.
    public var changes: [OutgoingChange] { (0..<count).map(change) }
}
