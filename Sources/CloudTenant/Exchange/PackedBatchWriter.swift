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
        changes.list.withUnsafeBufferPointer { list in
            let (sent, room) = sent(list)
            return BatchBytes.written(room) { batch in
                batch.put(Self.signature)
                batch.put(Self.formatVersion)
                batch.put(writer == nil ? 0 : 1 as UInt8)
                if let writer {
                    batch.put(writer.workspace)
                    batch.put(writer.host)
                }
                batch.put(UInt16(truncatingIfNeeded: sent.count))
                for number in sent {
                    batch.put(UInt16(truncatingIfNeeded: number))
                    batch.put(names[number].spelling)
                }
                batch.put(UInt16(truncatingIfNeeded: list.count))
                for place in list.indices { add(list[place], to: &batch) }
            }
        }
    }

    /// The numbers of the attributes that occur, and how many bytes the batch has at most.
    private func sent(_ list: UnsafeBufferPointer<PackedChange>) -> (numbers: [Int], room: Int) {
        var isSent = Array(repeating: false, count: names.count)
        var room = 1024
        for place in list.indices {
            let attributes = list[place].attributes
            list[place].withLent { entry in
                room += Self.frame + entry.bytes.count + list[place].anchor.utf8.count
                if attributes == nil { entry.mark(in: &isSent) }
            }
            guard let attributes else { continue }
            room += 2 * attributes.count
            for attribute in attributes where Int(attribute.rawValue) < isSent.count {
                isSent[Int(attribute.rawValue)] = true
            }
        }
        let sent = names.indices.filter { isSent[$0] }
        return (sent, sent.reduce(room) { $0 + 6 + names[$1].spelling.utf8.count })
    }

    @inline(__always)
    private func add(_ change: PackedChange, to batch: inout BatchBytes) {
        switch change.operation {
        case .add: batch.put(0 as UInt8)
        case .update: batch.put(1 as UInt8)
        case .delete: batch.put(2 as UInt8)
        }
        batch.put(change.operationID == nil ? 0 : 16 as UInt8)
        change.operationID?.withUnsafeBytes { batch.put($0) }
        batch.put(change.objectClass.spelling)
        batch.put(change.anchor)
        guard let attributes = change.attributes else {
            let isWritten = change.withLent { entry in
                guard entry.lastAttribute.map({ Int($0.rawValue) < names.count }) ?? true else { return false }
                batch.put(Self.all)
                batch.put(UInt32(truncatingIfNeeded: entry.bytes.count))
                batch.put(entry.bytes)
                return true
            }
            if !isWritten { add(change.entry, change.entry.attributes, to: &batch) }
            return
        }
        add(change.entry, attributes, to: &batch)
    }

    /// The attributes that are sent, and what the entry has of them; a number that the table does not have is no attribute.
    private func add(_ entry: PackedEntry, _ sent: [AttributeID], to batch: inout BatchBytes) {
        let attributes = sent.filter { Int($0.rawValue) < names.count }
        batch.put(UInt16(truncatingIfNeeded: attributes.count))
        for attribute in attributes { batch.put(attribute.rawValue) }
        let kept = places.withView(of: entry) { view in
            attributes.count { view.has($0) } == entry.attributeCount ? entry : part(view, attributes)
        }
        batch.put(UInt32(truncatingIfNeeded: kept.bytes.count))
        batch.put(kept.bytes)
    }

    /// The entry with these attributes alone.
    private func part(_ view: EntryView, _ attributes: [AttributeID]) -> PackedEntry {
        composer.begin()
        for attribute in attributes.sorted() { composer.copy(attribute, stored: view.stored(attribute)) }
        return composer.finish(name: view.name)
    }
}
