public import Directory
public import SyncRules

/// What waits to be exported, read ahead of leaving: ascending by source anchor, with the images where memory allows it.
///
/// Exports go by anchor, which has nothing to do with where images lie in a store: read one by one each would cost a page of
/// the file. Here they are read for many anchors at once, in the order in which they lie.
public struct ExportsAhead: Sendable {
    /// One change that waits.
    public struct Waiting: Sendable {
        /// What it does to the object.
        public let operation: PendingExport.Operation
        /// The class on the tenant's side.
        public let objectClass: AttributeName
        /// The source anchor.
        public let anchor: String
        /// The number of the image that it brings; for a deletion of the one that the target has.
        public let image: Int64
        /// The number of the image that the target has; nothing where it has none.
        public let accepted: Int64?

        /// Notes a change.
        public init(
            _ operation: PendingExport.Operation,
            _ objectClass: AttributeName,
            anchor: String,
            image: Int64,
            accepted: Int64?
        ) {
            self.operation = operation
            self.objectClass = objectClass
            self.anchor = anchor
            self.image = image
            self.accepted = accepted
        }
    }

    /// An image by itself.
    public struct Image: Sendable {
        /// Whose it is.
        public let owner: MetaverseID
        /// What it says.
        public let entry: PackedEntry

        /// Notes an image.
        public init(of owner: MetaverseID, _ entry: PackedEntry) {
            self.owner = owner
            self.entry = entry
        }
    }

    /// An image that was read, among the others.
    struct Read: Sendable {
        let owner: MetaverseID
        let entry: Int
    }

    /// Where it goes.
    public let connector: ConnectorID
    /// Whether all of it are deletions; otherwise none is.
    public let areDeletions: Bool
    /// The anchor behind which it begins; empty at the beginning.
    public let after: String
    /// What waits.
    public let waiting: [Waiting]
    private(set) var entries: PackedEntries
    /// The image of each, where it was read ahead.
    private var images: [Read?]
    /// What the target has of those that are updates, by place, where it was read ahead.
    private var accepted: [Int: Read] = [:]

    /// Prepares for what waits behind an anchor, with memory for its images.
    public init(
        to connector: ConnectorID,
        areDeletions: Bool,
        after anchor: String,
        _ waiting: [Waiting],
        _ memory: PackedEntries = PackedEntries()
    ) {
        self.connector = connector
        self.areDeletions = areDeletions
        after = anchor
        self.waiting = waiting
        images = Array(repeating: nil, count: waiting.count)
        entries = memory
    }

    /// The numbers of all images that are needed, in the order in which they lie.
    public var needed: [Need] {
        var needed: [Need] = []
        needed.reserveCapacity(waiting.count)
        for place in waiting.indices { need(place, &needed) }
        needed.sort { $0.number < $1.number }
        return needed
    }

    private func need(_ place: Int, _ needed: inout [Need]) {
        needed.append(Need(number: waiting[place].image, place: place, isAccepted: false))
        if waiting[place].operation == .update, let accepted = waiting[place].accepted {
            needed.append(Need(number: accepted, place: place, isAccepted: true))
        }
    }

    /// An image that is needed, and what for.
    public struct Need: Sendable {
        /// Its number.
        public let number: Int64
        /// The place of what waits.
        let place: Int
        /// Whether it is what the target has, and not what it gets.
        let isAccepted: Bool
    }

    /// Puts an image where it is needed: whose it is, and the bytes of what it says.
    public mutating func put(
        of owner: MetaverseID,
        _ bytes: UnsafeRawBufferPointer,
        for need: Need
    ) throws(PackedEntryError) {
        let entry = try entries.append(validating: bytes)
        if need.isAccepted {
            accepted[need.place] = Read(owner: owner, entry: entry)
        } else {
            images[need.place] = Read(owner: owner, entry: entry)
        }
    }

    /// Lets the images go and gives back their memory.
    public mutating func takeMemory() -> PackedEntries {
        let memory = entries
        entries = PackedEntries()
        images = Array(repeating: nil, count: waiting.count)
        accepted = [:]
        return memory
    }

    /// How many bytes of images were read ahead.
    public var byteCount: Int { entries.byteCount }

    /// What is needed of these places and was not read yet, in the order in which it lies.
    public func missing(_ places: Range<Int>) -> [Need] {
        var needed: [Need] = []
        for place in places { need(place, &needed) }
        return needed.filter { $0.isAccepted ? accepted[$0.place] == nil : images[$0.place] == nil }
            .sorted { $0.number < $1.number }
    }

    /// The images of these places; nothing where one was not read.
    func read(_ places: Range<Int>) -> [Read]? {
        let read = images[places].compactMap(\.self)
        return read.count == places.count ? read : nil
    }

    /// An image by itself.
    func image(_ read: Read) -> Image { Image(of: read.owner, entries[read.entry]) }

    /// What the target has of an update, where it was read.
    func accepted(_ place: Int) -> Image? { accepted[place].map(image) }

    /// The anchor of the last change before a place.
    public func anchor(before place: Int) -> String { place > 0 ? waiting[place - 1].anchor : after }
}
