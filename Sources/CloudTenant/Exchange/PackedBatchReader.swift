import Directory

/// Reads what `PackedBatchWriter` writes; whatever else comes is refused with the byte at which it is wrong.
struct PackedBatchReader {
    private let bytes: [UInt8]
    private var place = 0
    private var names: [UInt16: AttributeName] = [:]

    /// Reads a batch that came from somewhere.
    static func read(_ body: [UInt8]) throws(ServiceError) -> ExportBatch {
        var reader = PackedBatchReader(bytes: body)
        return try reader.batch()
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private mutating func batch() throws(ServiceError) -> ExportBatch {
        guard try take(4) == PackedBatchWriter.signature[...] else { throw wrong("this is no batch") }
        let version = try number(UInt8.self)
        guard version == PackedBatchWriter.formatVersion else { throw wrong("format \(version) is not known") }
        var writer: TenantWriter?
        switch try number(UInt8.self) {
        case 0: break
        case 1: writer = try ExportBatch.writer(workspace: try text(), host: try text())
        default: throw wrong("a sender is named or not")
        }
        var known: Set<AttributeName> = []
        for _ in 0..<Int(try number(UInt16.self)) {
            let (number, name) = (try number(UInt16.self), AttributeName(try text()))
            guard name.isValid else { throw wrong("\(name) is no attribute") }
            guard names.updateValue(name, forKey: number) == nil else { throw wrong("\(number) has two names") }
            // Both would be values of one attribute, and each of them passes by itself.
            guard known.insert(name).inserted else { throw wrong("\(name) has two numbers") }
        }
        let count = Int(try number(UInt16.self))
        guard (1...ExportBatch.most).contains(count) else {
            throw wrong("a batch has 1 to \(ExportBatch.most) changes, and not \(count)")
        }
        var changes: [TenantChange] = []
        changes.reserveCapacity(count)
        for _ in 0..<count { changes.append(try change()) }
        guard place == bytes.count else { throw wrong("something follows the last change") }
        return ExportBatch(writer: writer, changes: changes)
    }

    private mutating func change() throws(ServiceError) -> TenantChange {
        let operations: [TenantChange.Operation] = [.add, .update, .delete]
        let operation = Int(try number(UInt8.self))
        guard operations.indices.contains(operation) else { throw wrong("there is no operation \(operation)") }
        guard let id = TenantOperationID(bytes: try take(Int(try number(UInt8.self)))) else {
            throw wrong("a change has no name of 16 bytes")
        }
        let objectClass = AttributeName(try text())
        guard objectClass.isValid else { throw wrong("\(objectClass) is no class") }
        let anchor = try text()
        let count = try number(UInt16.self)
        var sent: [UInt16] = []
        if count != PackedBatchWriter.all { for _ in 0..<Int(count) { sent.append(try number(UInt16.self)) } }
        let entry = try entry()
        let attributes =
            count == PackedBatchWriter.all ? try all(of: entry) : try attributes(sent, of: entry)
        return TenantChange(
            operation: operations[operation],
            objectClass: objectClass,
            anchor: anchor,
            name: entry.dn,
            attributes: attributes,
            operationID: id
        )
    }

    /// These attributes of an entry, which has no others.
    private func attributes(_ sent: [UInt16], of entry: PackedEntry) throws(ServiceError) -> [TenantChange.Attribute] {
        var attributes: [TenantChange.Attribute] = []
        attributes.reserveCapacity(sent.count)
        var found = 0
        for number in sent {
            let attribute = try attribute(number, of: entry)
            if !attribute.values.isEmpty { found += 1 }
            attributes.append(attribute)
        }
        guard found == entry.attributeCount, Set(sent).count == sent.count else {
            throw wrong("the attributes that are sent are not those of the entry")
        }
        return attributes
    }

    /// All attributes of an entry, ascending by name.
    private func all(of entry: PackedEntry) throws(ServiceError) -> [TenantChange.Attribute] {
        var attributes: [TenantChange.Attribute] = []
        attributes.reserveCapacity(entry.attributeCount)
        for number in entry.attributes { attributes.append(try attribute(number.rawValue, of: entry)) }
        return attributes.sorted { $0.name < $1.name }
    }

    private func attribute(_ number: UInt16, of entry: PackedEntry) throws(ServiceError) -> TenantChange.Attribute {
        guard let name = names[number] else { throw wrong("attribute \(number) has no name") }
        return .init(name: name, values: entry.values(of: AttributeID(rawValue: number)).map { Array($0) })
    }

    private mutating func entry() throws(ServiceError) -> PackedEntry {
        let bytes = Array(try take(Int(try number(UInt32.self))))
        guard let entry = try? PackedEntry(validating: bytes) else { throw wrong("before it stands no packed entry") }
        // Repaired, it would be another name than the one that was sent.
        if entry.withName({ UTF8Sequence.firstMistake(in: $0) }) != nil {
            throw wrong("the name of the object in the entry before it is not UTF-8; send it as UTF-8")
        }
        return entry
    }

    private mutating func text() throws(ServiceError) -> String {
        let bytes = try take(Int(try number(UInt32.self)))
        guard let text = String(validating: bytes, as: UTF8.self) else {
            place = bytes.startIndex + (bytes.withUnsafeBytes { UTF8Sequence.firstMistake(in: $0) } ?? 0)
            throw wrong("a text is not UTF-8 there; send it as UTF-8")
        }
        return text
    }

    private mutating func number<Number: FixedWidthInteger & UnsignedInteger>(
        _ type: Number.Type
    ) throws(ServiceError) -> Number {
        let bytes = try take(MemoryLayout<Number>.size)
        return bytes.reversed().reduce(0) { $0 << 8 | Number($1) }
    }

    private mutating func take(_ count: Int) throws(ServiceError) -> ArraySlice<UInt8> {
        guard bytes.count - place >= count else { throw wrong("it is cut") }
        defer { place += count }
        return bytes[place..<place + count]
    }

    private func wrong(_ what: String) -> ServiceError { .badRequest("The batch is none at byte \(place): \(what).") }
}
