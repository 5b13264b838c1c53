public import Directory

/// Writes batches of packed changes as version 2 of the batch API takes them: entries go as the bytes that they are.
///
/// Layout, numbers little-endian; a text is a u32 with its length and UTF-8:
///
///     0   4    the letters DRYB
///     4   u8   format version (2), then u8: 1 where the sender is named, 0 where not
///         where it is named: its workspace and its host as texts
///         u16  number of attribute names, then for each u16 number and its text
///         u16  number of changes, then for each:
///              u8   0 add, 1 update, 2 delete
///              u8   length of the name of the change: 16, or 0 where it has none; then the name
///              the class and the source anchor as texts
///              u16  number of attributes that are sent, then the u16 number of each; 65,535 where all of the entry is sent
///              u32  length, then a packed entry (`PackedEntry`) with these attributes and the object's name;
///              an attribute that is sent and stands not in it is sent without values
///
/// It keeps what belongs to the table from one batch to the next.
public struct PackedBatchWriter {
    /// What a batch begins with.
    static let signature: [UInt8] = Array("DRYB".utf8)
    /// The format that this build writes.
    static let formatVersion: UInt8 = 2
    /// What stands in place of the number of attributes where all of the entry is sent.
    static let all = UInt16.max
    /// What one change has besides its texts, its attributes and its entry.
    private static let frame = 64

    private let table: AttributeTable
    private var names: [AttributeName]
    private var places: EntryPlaces
    private let composer = EntryComposer()

    /// Prepares for changes of a table.
    public init(_ table: AttributeTable) {
        self.table = table
        names = table.names
        places = EntryPlaces(limit: names.count)
    }

    /// The request that sends a batch.
    public mutating func request(_ changes: PackedChanges, by writer: TenantWriter?) -> TenantRequest {
        // A number never changes its name: what is known holds until a name comes.
        if table !== changes.table || names.count != changes.table.count { self = PackedBatchWriter(changes.table) }
        return TenantRequest(
            method: "POST",
            path: ["dryad", "v2", "exports"],
            headers: [.init(name: "content-type", value: "application/octet-stream")],
            body: body(changes, writer)
        )
    }

    private func body(_ changes: PackedChanges, _ writer: TenantWriter?) -> [UInt8] {
        var isSent = Array(repeating: false, count: names.count)
        var length = 1024
        for change in changes.list {
            length += Self.frame + change.entry.bytes.count + change.anchor.utf8.count
            if let attributes = change.attributes {
                length += 2 * attributes.count
                for attribute in attributes where Int(attribute.rawValue) < isSent.count {
                    isSent[Int(attribute.rawValue)] = true
                }
            } else {
                change.entry.mark(in: &isSent)
            }
        }
        let sent = names.indices.filter { isSent[$0] }
        length += sent.reduce(0) { $0 + 6 + names[$1].spelling.utf8.count }

        var batch: [UInt8] = []
        batch.reserveCapacity(length)
        batch += Self.signature
        batch.append(Self.formatVersion)
        batch.append(writer == nil ? 0 : 1)
        if let writer {
            Self.add(writer.workspace, to: &batch)
            Self.add(writer.host, to: &batch)
        }
        Self.add(UInt16(truncatingIfNeeded: sent.count), to: &batch)
        for number in sent {
            Self.add(UInt16(truncatingIfNeeded: number), to: &batch)
            Self.add(names[number].spelling, to: &batch)
        }
        Self.add(UInt16(truncatingIfNeeded: changes.count), to: &batch)
        for change in changes.list { add(change, to: &batch) }
        return batch
    }

    private func add(_ change: PackedChange, to batch: inout [UInt8]) {
        switch change.operation {
        case .add: batch.append(0)
        case .update: batch.append(1)
        case .delete: batch.append(2)
        }
        batch.append(change.operationID == nil ? 0 : 16)
        if let id = change.operationID { batch += id.bytes }
        Self.add(change.objectClass.spelling, to: &batch)
        Self.add(change.anchor, to: &batch)
        let count = change.entry.attributeCount
        let isKnown = count == 0 || Int(change.entry.attribute(at: count - 1).rawValue) < names.count
        if change.attributes == nil, isKnown {
            Self.add(Self.all, to: &batch)
            return add(change.entry, to: &batch)
        }
        // A number that the table does not have is no attribute.
        let attributes = (change.attributes ?? change.entry.attributes).filter { Int($0.rawValue) < names.count }
        Self.add(UInt16(truncatingIfNeeded: attributes.count), to: &batch)
        for attribute in attributes { Self.add(attribute.rawValue, to: &batch) }
        let entry = places.withView(of: change.entry) { view in
            attributes.count { view.has($0) } == count ? change.entry : part(view, attributes)
        }
        add(entry, to: &batch)
    }

    private func add(_ entry: PackedEntry, to batch: inout [UInt8]) {
        Self.add(UInt32(truncatingIfNeeded: entry.bytes.count), to: &batch)
        batch += entry.bytes
    }

    /// The entry with these attributes alone.
    private func part(_ view: EntryView, _ attributes: [AttributeID]) -> PackedEntry {
        composer.begin()
        for attribute in attributes.sorted() { composer.copy(attribute, stored: view.stored(attribute)) }
        return composer.finish(name: view.name)
    }

    private static func add(_ text: String, to batch: inout [UInt8]) {
        add(UInt32(truncatingIfNeeded: text.utf8.count), to: &batch)
        batch += text.utf8
    }

    private static func add(_ number: some FixedWidthInteger, to batch: inout [UInt8]) {
        withUnsafeBytes(of: number.littleEndian) { batch += $0 }
    }
}
