public import Directory

/// Writes batches of packed changes as version 1 of the batch API takes them: JSON, straight from the packed bytes.
///
/// It keeps what belongs to the table from one batch to the next.
public struct BatchWriter {
    /// What one change has besides its texts, its keys and its values: an operation's name, braces, commas.
    private static let frame = 192

    private var keys: AttributeKeys
    private var places: EntryPlaces

    /// Prepares for changes of a table.
    public init(_ table: AttributeTable) {
        keys = AttributeKeys(table)
        places = EntryPlaces(limit: keys.count)
    }

    /// The request that sends a batch.
    public mutating func request(_ changes: PackedChanges, by writer: TenantWriter?) -> TenantRequest {
        // A number never changes its name: what is known holds until a name comes.
        if keys.table !== changes.table || keys.count != changes.table.count { self = BatchWriter(changes.table) }
        return TenantRequest(
            method: "POST",
            path: ["dryad", "v1", "exports"],
            headers: [.init(name: "content-type", value: "application/json")],
            body: text(changes, writer)
        )
    }

    private func text(_ changes: PackedChanges, _ writer: TenantWriter?) -> [UInt8] {
        var buffer = JSONBuffer(reserving: Self.length(changes))
        buffer.copy("{")
        if let writer {
            buffer.copy("\"writer\":{\"workspace\":")
            buffer.text(writer.workspace)
            buffer.copy(",\"host\":")
            buffer.text(writer.host)
            buffer.copy("},")
        }
        buffer.copy("\"changes\":[")
        let order = changes.table.order
        keys.withKeys { keys in
            var isFirst = true
            for change in changes.list {
                if !isFirst { buffer.copy(",") }
                isFirst = false
                places.withView(of: change.entry) { Self.write(change, change.sent(by: order), $0, keys, to: &buffer) }
            }
        }
        buffer.copy("]}")
        return buffer.finish()
    }

    /// About how long the text becomes, with room for the longest change at its end.
    private static func length(_ changes: PackedChanges) -> Int {
        var (length, longest) = (1024, 0)
        for change in changes.list {
            length +=
                change.entry.bytes.count + 16 * (change.attributes?.count ?? change.entry.attributeCount)
                + change.anchor.utf8.count + frame
            longest = max(longest, JSONCursor.room(change.entry.bytes.count) + frame)
        }
        return length + longest
    }

    private static func write(
        _ change: PackedChange,
        _ sent: [AttributeID],
        _ view: EntryView,
        _ keys: AttributeKeys.Lent,
        to buffer: inout JSONBuffer
    ) {
        let objectClass = change.objectClass.spelling
        var room =
            frame + JSONCursor.room(view.name.count) + JSONCursor.room(objectClass.utf8.count)
            + JSONCursor.room(change.anchor.utf8.count)
        for attribute in sent {
            // What is stored has four bytes besides each value, which counts for what stands around it.
            room += (keys[attribute]?.count ?? 0) + JSONCursor.room(view.stored(attribute).count)
        }
        buffer.write(atMost: room) { cursor in
            cursor.copy("{\"id\":\"")
            if let id = change.operationID { cursor.dashed(id.bytes) }
            switch change.operation {
            case .add: cursor.copy("\",\"operation\":\"add\",\"class\":")
            case .update: cursor.copy("\",\"operation\":\"update\",\"class\":")
            case .delete: cursor.copy("\",\"operation\":\"delete\",\"class\":")
            }
            cursor.text(objectClass)
            cursor.copy(",\"anchor\":")
            cursor.text(change.anchor)
            cursor.copy(",\"name\":")
            cursor.text(view.name)
            cursor.copy(",\"attributes\":{")
            var isFirst = true
            for attribute in sent {
                guard let key = keys[attribute] else { continue }
                cursor.copy(isFirst ? UnsafeRawBufferPointer(rebasing: key.dropFirst()) : key)
                isFirst = false
                var values = view.values(attribute)
                if let first = values.next() { cursor.value(first) }
                while let value = values.next() {
                    cursor.put(",")
                    cursor.value(value)
                }
                cursor.put("]")
            }
            cursor.copy("}}")
        }
    }
}
