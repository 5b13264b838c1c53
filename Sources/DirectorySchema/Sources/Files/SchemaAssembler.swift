import Directory
import MarkupReading

/// Puts a schema together from files: a base, what is added to it, and what changes it, in the order in which they come.
public struct SchemaAssembler {
    /// The largest file that is read, in bytes.
    ///
    /// The whole schema of a large forest has four million.
    public static let sizeLimit = 64 * 1024 * 1024

    private var container = SchemaContainer()
    private var definitions = DefinitionList()
    private var extended: [ArraySlice<UInt8>] = []
    private var macros = OIDMacros()
    private var exported: SchemaSnapshot?
    private var unreadable: [UnreadableDefinition] = []
    private var formats: [SchemaFormat] = []
    private var server: String?
    private var problems: [SchemaFileProblem] = []
    private var joined: [SchemaFileProblem] = []
    private var isOpen = false
    /// The first file with the head of a schema, by which it says that the schema is whole.
    private var headed: String?

    /// Begins with nothing, or with a schema to which the files are added.
    public init(base: SchemaSnapshot? = nil) {
        guard let base else { return }
        switch base.origin {
        case .activeDirectory:
            unreadable = base.unreadable
            for record in SchemaRecords.records(of: base) { _ = container.take(record, source: "the base") }
        case .subschema:
            unreadable = base.unreadable
            for kind in DefinitionKind.allCases {
                for text in SchemaPrinter.texts(base, kind) {
                    definitions.append(
                        FileDefinition(kind: kind, text: Array(text.utf8)[...], place: "the base", offset: 0)
                    )
                }
            }
        case .connectorExport: exported = base
        }
    }

    /// Takes a file; `name` is how it is called in what is said of it.
    public mutating func add(_ bytes: [UInt8], name: String) throws(SchemaFileError) {
        guard bytes.count <= Self.sizeLimit else {
            throw SchemaFileError(
                "\(name) has \(bytes.count) bytes. A schema file of more than \(Self.sizeLimit) is not read: is it one?"
            )
        }
        let text = SchemaText.utf8(bytes)
        guard let format = SchemaFormat.detect(text) else {
            throw SchemaFileError(
                "\(name) is no schema that Dryad knows: neither LDIF, nor a slapd schema file, nor definitions, nor a "
                    + "connector of an exported configuration."
            )
        }
        formats.append(format)
        switch format {
        case .ldif, .listing: addRecords(text, format, name)
        case .slapd: addStatements(text, name)
        case .definitions: addDefinitions(text, name)
        case .connectorExport:
            try addExport(bytes, name)
        }
        if format != .connectorExport, let last = text.last, last != 0x0A {
            let line = text.lastIndex(of: 0x0A).map { text[($0 + 1)...] } ?? text
            problems.append(
                SchemaFileProblem(
                    place: name,
                    reason: "the file does not end with a line end and may have been cut off",
                    text: String(decoding: line.prefix(200), as: UTF8.self),
                    offset: line.startIndex,
                    isCut: true
                )
            )
        }
    }

    /// Everything that was taken, as one schema.
    public func document() -> SchemaDocument {
        var parts: [SchemaSnapshot] = []
        if !container.isEmpty || !container.unreadable.isEmpty { parts.append(entries()) }
        if let exported { parts.append(exported) }
        if !texts.isEmpty || parts.isEmpty { parts.append(subschema()) }
        let snapshot = SchemaSnapshot.joined(parts, unreadable: unreadable)
        var problems = problems
        if let headed, let objection = UndefinedNames.objection(to: snapshot) {
            problems.append(SchemaFileProblem(place: headed, reason: objection, text: "", offset: 0, isCut: true))
        }
        return SchemaDocument(
            snapshot: snapshot,
            formats: formats,
            server: server,
            definitionCount: container.definitionCount + texts.count + (exported?.definitionCount ?? 0),
            problems: problems,
            joined: joined,
            isOpen: isOpen
        )
    }

    /// The definitions as they stand in the files, for the strict grammar.
    public var texts: [FileDefinition] { definitions.all }

    private mutating func addExport(_ bytes: [UInt8], _ name: String) throws(SchemaFileError) {
        guard exported == nil else {
            throw SchemaFileError("\(name) is a second connector; a schema is that of one. Name the one file.")
        }
        do throws(MarkupError) {
            exported = try ConnectorExportReader.read(bytes).snapshot
        } catch {
            throw SchemaFileError("\(name), \(error)")
        }
    }

    private func entries() -> SchemaSnapshot {
        let table = AttributeTable()
        var packer = EntryPacker()
        guard var reader = ActiveDirectorySchemaReader(table: table) else { return .empty }
        for (dn, values) in container.records() {
            packer.begin(dn: dn)
            for value in values {
                guard let attribute = table.identifier(for: AttributeName(value.key)) else { continue }
                packer.add(attribute, value.key == "schemaidguid" ? Array(value.bytes) : Array(value.text.utf8))
            }
            reader.add(packer.finish())
        }
        return reader.snapshot(and: container.unreadable)
    }

    private func subschema() -> SchemaSnapshot {
        var reader = SubschemaReader(macros: macros)
        for definition in texts {
            reader.add(definition.kind, definition.text, place: definition.place, offset: definition.offset)
        }
        for text in extended { reader.addExtendedInformation(text) }
        return (consume reader).snapshot()
    }

    private mutating func addRecords(_ text: ArraySlice<UInt8>, _ format: SchemaFormat, _ name: String) {
        let scan = RecordScanner.scan(text)
        let end = DumpEnd(of: text, entries: scan.records.count { $0.dn != nil })
        isOpen = isOpen || end.isOpen
        if let proof = end.proof {
            problems.append(
                SchemaFileProblem(
                    place: name,
                    reason: "the file was cut off: \(proof)",
                    text: "",
                    offset: text.endIndex,
                    isCut: true
                )
            )
        }
        for record in scan.records {
            if format == .listing {
                if let entry = PublishedListing.entry(record) { _ = container.take(entry, source: name) }
                continue
            }
            if container.take(record, source: name) {
                if headed == nil, SchemaContainer.isHead(record) { headed = name }
                continue
            }
            if record.dn == "", record.first("changetype") == nil {
                server = record.first("dsservicename") ?? record.first("dnshostname") ?? server
            }
            let change = record.first("changetype").map { ASCII.lowercased($0) }
            let isModification = change == "modify" || change == "ntdsschemamodify"
            var operation = "add"
            for value in record.values {
                if isModification, ["add", "delete", "replace"].contains(value.key) {
                    operation = value.key
                    if operation == "replace", let kind = DefinitionKind(word: value.text) {
                        definitions.removeAll(kind)
                    }
                    continue
                }
                if value.key == "olcobjectidentifier" {
                    _ = macros.define(String(decoding: Self.withoutOrder(value.bytes), as: UTF8.self))
                } else if value.key == "extendedattributeinfo" {
                    extended.append(value.bytes)
                } else if let kind = DefinitionKind(word: value.key), value.bytes.contains(UInt8(ascii: "(")) {
                    let definition = FileDefinition(
                        kind: kind,
                        text: Self.withoutOrder(value.bytes),
                        place: "\(name), line \(value.line)",
                        offset: value.offset
                    )
                    if operation == "delete" { definitions.remove(definition) } else { definitions.append(definition) }
                }
            }
        }
        problems += scan.problems.map { Self.placed($0, name) }
        if format == .ldif { joined += scan.joined.map { Self.placed($0, name) } }
    }

    private static func placed(_ problem: RecordScanner.Problem, _ name: String) -> SchemaFileProblem {
        SchemaFileProblem(
            place: "\(name), line \(problem.line)",
            reason: problem.reason,
            text: problem.text,
            offset: problem.offset
        )
    }

    private mutating func addStatements(_ text: ArraySlice<UInt8>, _ name: String) {
        for statement in SlapdSchemaScanner.scan(text) {
            switch statement {
            case .macro(let macro, let line):
                if !macros.define(macro) {
                    let place = "\(name), line \(line)"
                    let reason = "an objectidentifier is a name and an OID"
                    problems.append(SchemaFileProblem(place: place, reason: reason, text: macro, offset: 0))
                }
            case .definition(let kind, let text, let line):
                let place = "\(name), line \(line)"
                definitions.append(FileDefinition(kind: kind, text: text, place: place, offset: text.startIndex))
            case .other(let text, let line, let offset):
                let reason = "this line begins with no keyword of a schema file"
                problems.append(
                    SchemaFileProblem(place: "\(name), line \(line)", reason: reason, text: text, offset: offset)
                )
            }
        }
    }

    private mutating func addDefinitions(_ text: ArraySlice<UInt8>, _ name: String) {
        var rest = text
        var line = 1
        while let start = rest.firstIndex(of: UInt8(ascii: "(")) {
            let end = DefinitionExtent.end(of: rest[start...]) ?? rest.endIndex
            let definition = rest[start..<end]
            line += rest[..<start].count { $0 == 0x0A }
            definitions.append(
                FileDefinition(
                    kind: FileDefinition.kind(of: definition),
                    text: definition,
                    place: "\(name), line \(line)",
                    offset: start
                )
            )
            line += definition.count { $0 == 0x0A }
            rest = rest[end...]
        }
    }

    /// The number in braces by which slapd keeps values in order.
    private static func withoutOrder(_ value: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard value.first == UInt8(ascii: "{"), let end = value.firstIndex(of: UInt8(ascii: "}")) else { return value }
        return value[(end + 1)...].drop { $0 == 0x20 }
    }
}
