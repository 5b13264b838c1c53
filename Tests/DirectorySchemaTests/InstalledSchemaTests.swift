import Foundation
import TestSupport
import Testing

@testable import DirectorySchema

/// Files of the servers' own packages: read where they are installed, and never copied.
@Suite("Schemas that come with servers")
struct InstalledSchemaTests {
    private static let slapd = "/etc/ldap/schema"
    private static let samba = "/usr/share/samba/setup/ad-schema"

    private func read(_ paths: String...) throws -> SchemaDocument {
        var assembler = SchemaAssembler()
        for path in paths { try assembler.add(Array(try Data(contentsOf: URL(filePath: path))), name: path) }
        return assembler.document()
    }

    @Test("slapd's schema files say what its LDIF files say")
    func slapd() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.slapd).filter { $0.hasSuffix(".schema") }
        #expect(files.count > 10)
        for file in files {
            let schema = try read("\(Self.slapd)/\(file)")
            let ldif = try read("\(Self.slapd)/\(file.replacing(".schema", with: ".ldif"))")
            #expect(schema.snapshot.unreadable.isEmpty && ldif.snapshot.unreadable.isEmpty, "\(file)")
            #expect(SchemaDiff(from: schema.snapshot, to: ldif.snapshot, all: true).changes == [], "\(file)")
        }
    }

    @Test("most of slapd's definitions are plain, and read as all definitions are")
    func plain() throws {
        var (reader, plain, count) = (PlainReader(), 0, 0)
        for file in try FileManager.default.contentsOfDirectory(atPath: Self.slapd) where file.hasSuffix(".schema") {
            var assembler = SchemaAssembler()
            try assembler.add(Array(try Data(contentsOf: URL(filePath: "\(Self.slapd)/\(file)"))), name: file)
            for definition in assembler.texts {
                plain += BothReaders.compare(definition.text, &reader)
                count += 2
            }
        }
        #expect(count > 1000 && plain * 10 > count * 9, "\(plain) of \(count)")
    }

    @Test("Microsoft's listing of a version is that version's LDIF", .needsSamba)
    func listing() throws {
        let listing = try read(
            "\(Self.samba)/MS-AD_Schema_2K8_R2_Attributes.txt",
            "\(Self.samba)/MS-AD_Schema_2K8_R2_Classes.txt"
        )
        let ldif = try read(
            "\(Self.samba)/Attributes_for_AD_DS__Windows_Server_2008_R2.ldf",
            "\(Self.samba)/Classes_for_AD_DS__Windows_Server_2008_R2.ldf"
        )
        #expect(ldif.snapshot.attributes.count > 1300 && ldif.snapshot.classes.count > 230)
        #expect(listing.snapshot.unreadable.isEmpty && ldif.snapshot.unreadable.isEmpty)
        #expect(SchemaDiff(from: listing.snapshot, to: ldif.snapshot).changes == [])
        let definitions = ldif.snapshot.attributes.count + ldif.snapshot.classes.count
        #expect(ldif.definitionCount == definitions, "none is lost")
    }

    @Test("the changes from one version to a later one lead to the later one", .needsSamba)
    func update() throws {
        let updated = try read(
            "\(Self.samba)/Attributes_for_AD_DS__Windows_Server_2008_R2.ldf",
            "\(Self.samba)/Classes_for_AD_DS__Windows_Server_2008_R2.ldf",
            "\(Self.samba)/../adprep/WindowsServerDocs/Schema-Updates.md"
        )
        let later = try read(
            "\(Self.samba)/AD_DS_Attributes__Windows_Server_2012_R2.ldf",
            "\(Self.samba)/AD_DS_Classes__Windows_Server_2012_R2.ldf"
        )
        let diff = SchemaDiff(from: updated.snapshot, to: later.snapshot)
        #expect(diff.changes(.objectClass, .added).isEmpty && diff.changes(.attribute, .added).isEmpty)
        #expect(diff.changes(.objectClass, .removed).isEmpty)
    }
}
