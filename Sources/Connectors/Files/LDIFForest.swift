import Diagnostics
import Directory
public import DirectorySchema
import Foundation
public import SyncEngine
public import SyncRules

/// A forest that is read from one LDIF file: its root entry, its schema and its objects.
///
/// A file with a mistake is refused whole: half a file would look like a smaller forest.
public struct LDIFForest: ForestReader {
    /// What of its objects an import leaves out.
    public var filter = ImportFilter()
    /// Which of its domains are not read; where they are read from is the file.
    public var domains = DomainServers()
    private let path: String

    /// Describes a forest; nothing is read yet.
    public init(path: String) { self.path = path }

    /// Reads the schema entries of the file.
    public func readSchema(progress: @Sendable (Int) -> Void) async throws -> LiveSchema {
        let (records, isOpen, _) = try read()
        let snapshot = try schema(of: records)
        progress(snapshot.classes.count + snapshot.attributes.count + snapshot.unreadable.count)
        let root = try root(of: records)
        var schema = LiveSchema(
            snapshot: snapshot,
            source: path,
            server: root?.texts("dsServiceName").first ?? root?.texts("dnsHostName").first
        )
        schema.isOpen = isOpen
        return schema
    }

    /// Nothing: a file is read as soon as it is looked at.
    public func readState() async throws -> SchemaMarks? { nil }

    private func schema(of records: [LDIFRecord]) throws(ConnectorError) -> SchemaSnapshot {
        let table = AttributeTable()
        guard var reader = ActiveDirectorySchemaReader(table: table) else {
            throw ConnectorError(.tableFull, "The table of attribute names is full.")
        }
        var packer = EntryPacker()
        for record in records { reader.add(record.packed(with: &packer, table: table)) }
        let schema = try SchemaCheck.usable(reader.snapshot(), from: path)
        let hasHead = records.contains { record in record.texts("objectClass").contains { AttributeName($0) == "dMD" } }
        if hasHead, let objection = UndefinedNames.objection(to: schema) {
            throw ConnectorError(.unreadableFile, "\(path) was not read: \(objection).")
        }
        return schema
    }

    /// The objects of the file.
    public func connector(_ identity: ConnectorID, schema: SchemaSnapshot) -> any Connector {
        LDIFForestConnector(identity: identity, forest: self, schema: schema)
    }

    /// What the file's root entry says.
    public func describe() async throws -> ForestDescription {
        let root = try root(of: try records())
        guard root?.texts("defaultNamingContext").first != nil else {
            throw ConnectorError(
                .noPartition,
                "The file \(path) has no root entry (\"dn:\" without a name) with a defaultNamingContext, so its domain is "
                    + "not known. Write one into it, such as \"defaultNamingContext: DC=corp,DC=example\"."
            )
        }
        return ForestDescription(
            source: path,
            server: root?.texts("dnsHostName").first,
            domain: root?.texts("defaultNamingContext").first,
            isActiveDirectory: root?.texts("schemaNamingContext").first != nil,
            security: nil,
            account: nil
        )
    }

    /// What the file holds, in lines.
    public func examine() async throws -> [DirectoryCheck] {
        let records = try records()
        var checks = [DirectoryCheck("file", .ok, "\(path), \(records.count) records")]
        let domain = try root(of: records)?.texts("defaultNamingContext").first
        checks.append(
            domain.map { DirectoryCheck("domain", .ok, $0) }
                ?? DirectoryCheck(
                    "domain",
                    .failed,
                    "the file has no root entry with a defaultNamingContext",
                    advice:
                        "Write the root entry into it, \"dn:\" without a name: objects cannot be imported without it."
                )
        )
        checks += further(records)
        checks += Self.options(records, in: path)
        do {
            let schema = try schema(of: records)
            let count = "\(schema.classes.count) classes and \(schema.attributes.count) attributes"
            checks.append(
                schema.unreadable.isEmpty
                    ? DirectoryCheck("schema", .ok, count)
                    : DirectoryCheck(
                        "schema",
                        .warning,
                        "\(count), \(schema.unreadable.count) definitions cannot be read"
                    )
            )
        } catch { checks.append(DirectoryCheck("schema", .failed, "\(error)")) }
        return checks
    }

    /// One line for each domain but the one that the root entry names, and one for entries in no domain.
    private func further(_ records: [LDIFRecord]) -> [DirectoryCheck] {
        // What the root entry lacks has a line of its own.
        guard let all = try? FileDomains(records, of: path) else { return [] }
        let (entries, strays) = all.sorted(records, into: all.forest.domains + domains.excludedDomains)
        let stray = strays.map {
            DirectoryCheck(
                "entries",
                .warning,
                $0.found(in: path),
                advice: "Nothing is taken for gone. \(FileStrays.advice)"
            )
        }
        let lines = all.forest.domains.filter { $0 != all.forest.own }.map { domain in
            guard !domains.excludes(domain) else {
                return DirectoryCheck("domain", .ok, "\(domain.name), excluded and not read")
            }
            let count = entries[domain.name]?.count ?? 0
            guard count == 0 else { return DirectoryCheck("domain", .ok, "\(domain.name), \(count) records") }
            return DirectoryCheck(
                "domain",
                .warning,
                "\(domain.name), the file lists it and holds no entry of it",
                advice: "Nothing of it is imported. Export it into the file as well, or write \(domain.dnsName) below "
                    + "excludeDomains in dryad.yaml."
            )
        }
        return lines + (stray.map { [$0] } ?? [])
    }

    var name: String { path }

    /// What is said where the last line of the file is not ended.
    var cutReason: String {
        "The file \(path) does not end with a line end and may have been cut off. Get it anew; if it is whole, end its last line."
    }

    /// All records of the file.
    func records() throws -> [LDIFRecord] { try read().records }

    /// The records, whether the last of them is not ended as the others are, and whether its last line is not ended either.
    func read() throws -> (records: [LDIFRecord], isOpen: Bool, isCut: Bool) {
        let text: String
        do {
            text = try String(contentsOfFile: path, encoding: .utf8)
        } catch {
            throw ConnectorError(
                .unreadableFile,
                "The file \(path) cannot be read. Does it exist, may you read it, is it UTF-8 text?"
            )
        }
        let result = LDIFReader.read(SourceText(name: path, text: text))
        guard result.isComplete else {
            let found = DiagnosticRenderer.render(result.diagnostics)
            throw ConnectorError(.unreadableFile, "The file \(path) cannot be read whole:\n\(found)")
        }
        if let bad = result.records.first(where: { DistinguishedName($0.dn) == nil }) {
            throw ConnectorError(
                .unreadableFile,
                "\(path), line \(bad.line): \"\(bad.dn)\" is not a distinguished name. The file was not read: half of it "
                    + "would look like a smaller forest."
            )
        }
        if let bad = result.records.first(where: { !$0.incomplete.isEmpty && $0.isOfForest }),
            let attribute = bad.incomplete.first
        {
            throw ConnectorError(
                .unreadableFile,
                "\(bad.partly(attribute, in: path)) The file was not read: what its forest is hangs on this entry."
            )
        }
        let end = DumpEnd(of: text.utf8, entries: result.records.count)
        if let proof = end.proof {
            throw ConnectorError(
                .unreadableFile,
                "The file \(path) was cut off: \(proof). It was not read: half of it would look like a smaller forest."
            )
        }
        return (result.records, end.isOpen, text.utf8.last.map { $0 != 0x0A } ?? false)
    }

    func root(of records: [LDIFRecord]) throws -> LDIFRecord? { records.first { $0.dn.isEmpty } }
}
