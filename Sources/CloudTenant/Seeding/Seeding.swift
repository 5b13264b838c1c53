import Diagnostics
import Directory

/// The records of one seed on their way into the tenant.
///
/// It goes on after a mistake, so that all of them are told; what it has put by then goes with the transaction.
struct Seeding {
    private let writing: any TenantWriting
    private let source: SourceText
    private(set) var result = SeedResult()
    private(set) var diagnostics: [Diagnostic] = []
    private var packer = EntryPacker()
    private var ranges: [TenantObjectID: SourceRange] = [:]
    /// What objects have that were not put because of mistakes: the anchors and the values that only one may have.
    private var claimed: (anchors: [String: SourceRange], keys: [UniqueKey: SourceRange]) = ([:], [:])

    init(writing: any TenantWriting, source: SourceText) {
        self.writing = writing
        self.source = source
    }

    mutating func add(_ record: SeedRecord) throws {
        let known = diagnostics.count
        // It may be an object that is there already: what it has is not held against it.
        guard record.isIdentified else { return check(record) }
        let (id, generation) = try identity(record)
        if let first = ranges[id] {
            report("SEED040", "the object is that of line \(line(first))", head(record))
            // That its names are those of the other follows from it.
            return check(record)
        }
        ranges[id] = record.range
        guard try writing.object(id) == nil else {
            result.present += 1
            return
        }
        check(record)
        try checkAnchor(record)
        guard let object = object(record, id, generation) else { return }
        let keys = UniqueKey.all(of: object, table: writing.table).sorted(by: Self.ordered)
        for key in keys { try checkHolder(of: key, record) }
        guard record.isWhole, diagnostics.count == known else { return claim(record, keys) }
        try writing.put(object, replacing: nil)
        result.added[object.objectClass.spelling, default: 0] += 1
        guard object.anchor == nil, object.details.isSynchronized else { return }
        if let substitute = AnchorSubstitute.first(of: object, writing.table) {
            result.withoutAnchor[substitute.rawValue, default: 0] += 1
        } else {
            result.unrecognizable += 1
        }
    }

    private func identity(_ record: SeedRecord) throws -> (TenantObjectID, generation: Int) {
        let identity = record.identity ?? ""
        let generation = try writing.departed(identity) ?? 0
        return (record.id ?? TenantObjectID(naming: identity, generation: generation), generation)
    }

    /// Whether the tenant could hold such values.
    private mutating func check(_ record: SeedRecord) {
        let change = TenantChange(
            operation: .add,
            // That nothing says its class has been told.
            objectClass: record.objectClass == "" ? "user" : record.objectClass,
            anchor: record.anchor ?? "seed",
            name: "",
            attributes: record.attributes
        )
        var objections: [(TenantRejection, AttributeName?)] = []
        TenantValidator.examine(change) { objections.append(($0, $1)) }
        for (rejection, name) in objections {
            report("SEED043", "\(rejection.code): \(rejection.message)", place(of: name, in: record))
        }
    }

    private mutating func checkAnchor(_ record: SeedRecord) throws {
        guard let anchor = record.anchor else { return }
        let claimant = claimed.anchors[anchor].map { name(at: $0) }
        guard let holder = try writing.object(anchor: anchor).map({ name($0.id) }) ?? claimant else { return }
        let place = record.anchorPlace ?? head(record)
        report("SEED041", "the source anchor \(anchor) belongs to \(holder) already", place)
    }

    private mutating func checkHolder(of key: UniqueKey, _ record: SeedRecord) throws {
        let claimant = claimed.keys[key].map { name(at: $0) }
        guard let holder = try writing.holder(of: key).map({ name($0) }) ?? claimant else { return }
        let value = SecurityIdentifier(bytes: key.bytes.dropFirst())?.description
        let text = value ?? String(decoding: key.bytes.dropFirst(), as: UTF8.self)
        report("SEED042", "\"\(text)\" belongs to \(holder) already", place(of: key, in: record))
    }

    private mutating func claim(_ record: SeedRecord, _ keys: [UniqueKey]) {
        if let anchor = record.anchor, claimed.anchors[anchor] == nil { claimed.anchors[anchor] = record.range }
        for key in keys where claimed.keys[key] == nil { claimed.keys[key] = record.range }
    }

    private mutating func object(_ record: SeedRecord, _ id: TenantObjectID, _ generation: Int) -> TenantObject? {
        // Synchronization knows members by other names than a seed does: those of its own objects it says itself.
        let isSynchronized = record.isSynchronized ?? (record.anchor != nil)
        let attributes = record.attributes.filter { !isSynchronized || $0.name != "member" }
        for attribute in attributes where writing.table.identifier(for: attribute.name) == nil {
            report(
                "SEED044",
                "the tenant knows as many attributes as it can, and \(attribute.name) is none",
                head(record)
            )
            return nil
        }
        let name = record.anchor.map { "CN={\(ASCII.hex($0.utf8))}" } ?? ""
        packer.begin(dn: name)
        let empty = packer.finish()
        let entry = empty.replacing(attributes.map { ($0.name, $0.values) }, named: name, writing.table, &packer)
        var details = TenantObjectDetails()
        details.isSeeded = true
        // An object with an anchor of which nothing more is said came from somewhere.
        details.isSynchronized = isSynchronized
        details.seedIdentity = record.anchor == nil ? record.identity : nil
        details.roles = record.roles
        details.knownEmpty = attributes.filter(\.values.isEmpty).map(\.name).sorted()
        return TenantObject(
            id: id,
            objectClass: record.objectClass,
            anchor: record.anchor,
            generation: generation,
            entry: entry,
            details: details
        )
    }

    private static func ordered(_ left: UniqueKey, _ right: UniqueKey) -> Bool {
        left.bytes.lexicographicallyPrecedes(right.bytes)
    }

    // MARK: Where and who

    private func name(_ id: TenantObjectID) -> String {
        ranges[id].map { name(at: $0) } ?? "the object \(id), which is in the tenant"
    }

    private func name(at range: SourceRange) -> String { "the object of line \(line(range))" }

    private func line(_ range: SourceRange) -> Int { source.lineNumber(at: range.start) }

    /// The beginning of an object: it is enough to find it, and the whole of it would be shown.
    private func head(_ record: SeedRecord) -> SourceRange {
        SourceRange(record.range.start, record.range.start + 1)
    }

    private func place(of name: AttributeName?, in record: SeedRecord) -> SourceRange {
        if name == TenantValidator.anchor, let place = record.anchorPlace { return place }
        for (attribute, place) in zip(record.attributes, record.places) where attribute.name == name { return place }
        return head(record)
    }

    private func place(of key: UniqueKey, in record: SeedRecord) -> SourceRange {
        for (attribute, place) in zip(record.attributes, record.places)
        where attribute.values.contains(where: { UniqueKey.key(of: $0, as: attribute.name) == key }) { return place }
        return head(record)
    }

    private mutating func report(_ code: DiagnosticCode, _ message: String, _ range: SourceRange) {
        diagnostics.append(Diagnostic(code, .error, message, at: range, in: source))
    }
}
