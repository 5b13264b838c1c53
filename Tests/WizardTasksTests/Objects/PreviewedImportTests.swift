import Directory
import Foundation
import SyncEngine
import TestSupport
import Testing

@testable import WizardTasks

@Suite("A preview says what the next run makes of what the forest shows")
struct PreviewedImportTests {
    private let fixture: WorkspaceFixture
    private static let file = "contoso.test.ldif"
    private static let ada = "ada.andersson@contoso.test"

    init() throws { fixture = try WorkspaceFixture() }

    private func preview(
        _ name: String = Self.ada,
        _ settings: [PreviewObject.Setting] = [],
        isLive: Bool = true
    ) async throws -> ObjectPreview {
        try await PreviewObject(in: try await fixture.open()).run(name, set: settings, isLive: isLive)
    }

    /// A workspace whose tenant has everything, and that sends nothing from here on; gives back Ada's record.
    ///
    /// A container may be left out from the beginning.
    private func settled(without container: String? = nil) async throws -> LDIFRecord {
        _ = try await fixture.ready()
        if let container { try await leaveOut(container) }
        try await fixture.switchStaging(to: false)
        for _ in 0..<2 { _ = try await fixture.cycle() }
        try await fixture.switchStaging(to: true)
        try #require(try await waiting(besides: "").isEmpty)
        return try #require(try fixture.records(Self.file).first { $0.texts("userPrincipalName") == [Self.ada] })
    }

    private func leaveOut(_ container: String) async throws {
        let task = ChangeSettings(in: try await fixture.open())
        try await task.apply(try await task.plan(.filter(FilterRequest(forest: "contoso.test", skip: [container]))))
    }

    /// Gives Ada another name in her forest, where who refers to her follows.
    private func rename(_ ada: LDIFRecord, to dn: String) throws {
        try fixture.rewrite(Self.file) { record in
            let values = record.values.map { value in
                value.bytes == Array(ada.dn.utf8) ? .init(name: value.name, bytes: Array(dn.utf8)) : value
            }
            return LDIFRecord(dn: record.dn == ada.dn ? dn : record.dn, values: values)
        }
    }

    /// Changes Ada's record, or takes it away.
    private func change(_ change: (LDIFRecord) -> LDIFRecord?) throws {
        let records = try fixture.records(Self.file).compactMap { record in
            record.texts("userPrincipalName") == [Self.ada] ? change(record) : record
        }
        _ = try fixture.folder.write(LDIFWriter.write(records), to: Self.file)
    }

    private func anchor(of record: LDIFRecord) throws -> String {
        Data(try #require(record.values.first { $0.name == "objectGUID" }).bytes).base64EncodedString()
    }

    /// What waits for the tenant: of one object the operation, of others with who they are.
    private func waiting(besides anchor: String) async throws -> [String] {
        let spaces = try await ObjectSpaces.read(try await fixture.open())
        return PendingExports.compute(desired: spaces.desired, exported: spaces.exported, table: spaces.table)
            .map { change in
                let operation = change.operation.rawValue
                return change.anchor == anchor ? operation : "\(operation) \(spaces.label(change.image.entry))"
            }.sorted()
    }

    private func said(_ preview: ObjectPreview) -> [String] {
        (preview.others.map { "\($0.operation) \($0.label)" } + [preview.operation].compactMap(\.self)).sorted()
    }

    // MARK: Objects that have gone

    @Test("an object that its forest shows no more is deleted, and who refers to it changes")
    func gone() async throws {
        let ada = try await settled()
        try change { _ in nil }
        let preview = try await preview()
        #expect(preview.operation == "delete" && preview.label == Self.ada, "\(preview)")
        #expect(preview.sentence.contains("would be deleted from the tenant"), "\(preview.sentence)")
        #expect(preview.verdict == "The tenant would delete it." && preview.left == "its metaverse object goes")
        #expect(preview.notes.contains { $0.contains("does not show it any more") }, "\(preview.notes)")
        #expect(preview.others.contains { $0.attributes.contains("member") }, "groups lose a member")
        let idle = try await self.preview(Self.ada, [.init(attribute: "title", values: ["Chair"])])
        #expect(idle.operation == "delete" && idle.notes.contains { $0.contains("makes no difference") })
        let stored = try await self.preview(isLive: false)
        #expect(stored.operation == nil && stored.others.isEmpty, "\(stored)")
        let anchor = try anchor(of: ada)
        _ = try await fixture.cycle()
        #expect(try await waiting(besides: anchor) == said(preview))
    }

    @Test("what a file that may have been cut off does not show stays as it was")
    func cutOff() async throws {
        let ada = try await settled()
        let records = try fixture.records(Self.file).filter { $0.dn != ada.dn }
        _ = try fixture.folder.write(String(LDIFWriter.write(records).dropLast()), to: Self.file)
        let preview = try await preview()
        #expect(preview.operation == nil && preview.others.isEmpty, "\(preview)")
        #expect(preview.notes.contains { $0.contains("an import keeps it as it was") }, "\(preview.notes)")
        _ = try await fixture.cycle()
        #expect(try await waiting(besides: "").isEmpty)
    }

    @Test("one that was deleted and made again under its name is told as both")
    func madeAgain() async throws {
        let ada = try await settled()
        let guid = Array<UInt8>(1...16)
        try change { record in
            let kept = record.values.filter { $0.name != "objectGUID" }
            return LDIFRecord(dn: record.dn, values: kept + [.init(name: "objectGUID", bytes: guid)])
        }
        let old = try #require(
            ada.values.first { $0.name == "objectGUID" }.flatMap { ObjectGUID(bytes: $0.bytes) }
        ).description
        let (byName, byDN, byIdentity) = (try await preview(), try await preview(ada.dn), try await preview(old))
        let new = try #require(ObjectGUID(bytes: guid)).description
        for preview in [byName, byDN] {
            #expect(preview.operation == "add", "\(preview)")
            #expect(preview.others.contains { $0.operation == "delete" && $0.label == Self.ada }, "\(preview.others)")
            let note = try #require(preview.notes.first { $0.contains("another object of that name") })
            #expect(note.contains(new), "\(note)")
        }
        #expect(byIdentity.operation == "delete", "\(byIdentity)")
        #expect(byIdentity.others.contains { $0.operation == "add" }, "\(byIdentity.others)")
        _ = try await fixture.cycle()
        #expect(try await waiting(besides: Data(guid).base64EncodedString()) == said(byName))
        let anchor = try anchor(of: ada)
        #expect(try await waiting(besides: anchor) == said(byIdentity))
    }

    // MARK: Objects that have other classes

    /// Gives Ada other classes.
    private func reclass(_ classes: [String]) throws {
        try change { record in
            let kept = record.values.filter { $0.name != "objectClass" }
            let new = classes.map { LDIFRecord.Value(name: "objectClass", bytes: Array($0.utf8)) }
            return LDIFRecord(dn: record.dn, values: new + kept)
        }
    }

    @Test("an object that has another class by now is taken as one of that class")
    func otherClass() async throws {
        let ada = try await settled()
        try reclass(["top", "person", "organizationalPerson", "contact"])
        let preview = try await preview()
        #expect(preview.operation == "delete", "\(preview)")
        #expect(preview.notes.contains { $0.contains("shows it as contact now") }, "\(preview.notes)")
        #expect(preview.scope.contains { $0.contains("In from AD - Contact") }, "\(preview.scope)")
        let anchor = try anchor(of: ada)
        _ = try await fixture.cycle()
        #expect(try await waiting(besides: anchor).contains("delete"))
    }

    @Test("an object of a class that no rule takes goes, and a new one does not come")
    func untakenClass() async throws {
        let ada = try await settled()
        try reclass(["top", "organizationalUnit"])
        let preview = try await preview()
        #expect(preview.operation == "delete" && preview.left == "its metaverse object goes", "\(preview)")
        #expect(preview.notes.contains { $0.contains("which no rule takes") }, "\(preview.notes)")
        let anchor = try anchor(of: ada)
        _ = try await fixture.cycle()
        #expect(try await waiting(besides: anchor) == said(preview))
        let new = try await self.preview(ada.dn)
        #expect(new.sentence.contains("would not be imported: No rule of contoso.test takes"), "\(new.sentence)")
    }

    // MARK: Objects that imports leave out

    private static let people = "OU=People,DC=contoso,DC=test"

    /// Ada's container, or another one that her forest has people in.
    private func container(ofAda isHers: Bool) throws -> String {
        let people = try fixture.records(Self.file).filter { $0.dn.hasSuffix("," + Self.people) }
        let ada = try #require(people.first { $0.texts("userPrincipalName") == [Self.ada] })
        let hers = try container(of: ada)
        let all = try people.filter { !$0.texts("userPrincipalName").isEmpty }.map { try container(of: $0) }
        return try #require(all.first { ($0 == hers) == isHers && $0 != Self.people })
    }

    private func container(of record: LDIFRecord) throws -> String {
        try #require(DistinguishedName(record.dn)?.parent).text
    }

    @Test("an object in a container that is not read is imported by no run")
    func leftOut() async throws {
        _ = try await fixture.ready()
        try await leaveOut(try container(ofAda: true))
        for _ in 0..<2 {
            let preview = try await preview()
            #expect(preview.sentence.contains("would not be imported: Its container is among"), "\(preview.sentence)")
            #expect(preview.operation == nil && preview.others.isEmpty && preview.errors.isEmpty, "\(preview)")
            _ = try await fixture.cycle()
        }
    }

    @Test("an object that was moved into a container that is not read is deleted")
    func movedOut() async throws {
        _ = try fixture.write("contoso.test", [], as: Self.file)
        let other = try container(ofAda: false)
        let ada = try await settled(without: other)
        try rename(ada, to: "CN=Ada Andersson,\(other)")
        let preview = try await preview()
        #expect(preview.operation == "delete" && preview.left == "its metaverse object goes", "\(preview)")
        #expect(preview.notes.contains { $0.contains("Its container is among") }, "\(preview.notes)")
        let anchor = try anchor(of: ada)
        _ = try await fixture.cycle()
        #expect(try await waiting(besides: anchor) == said(preview))
    }

    @Test("a filter that no import has gone by yet counts")
    func filterOfToday() async throws {
        let ada = try await settled()
        try await leaveOut(try container(ofAda: true))
        #expect(try await preview().operation == "delete")
        let anchor = try anchor(of: ada)
        _ = try await fixture.cycle()
        #expect(try await waiting(besides: anchor).contains("delete"))
    }

    // MARK: Objects that are called otherwise

    /// Gives Ada another principal name.
    private func callAda(_ name: String) throws {
        try change { record in
            let kept = record.values.filter { $0.name != "userPrincipalName" }
            return LDIFRecord(
                dn: record.dn,
                values: kept + [.init(name: "userPrincipalName", bytes: Array(name.utf8))]
            )
        }
    }

    @Test("an object that was renamed since the last import is known by its identity")
    func newName() async throws {
        let ada = try await settled()
        let name = "ada.new@contoso.test"
        try callAda(name)
        let preview = try await preview(name)
        #expect(preview.operation == "update" && preview.join.first == "it keeps its metaverse object", "\(preview)")
        #expect(preview.imported.contains { $0.removed == [Self.ada] && $0.added == [name] }, "\(preview.imported)")
        #expect(preview.notes.contains { $0.contains("the last import brought it before") }, "\(preview.notes)")
        let above = try container(of: ada)
        let dn = "CN=Ada New,\(above)"
        let explained = try await ExplainObject(in: try await fixture.open()).run(name, attribute: nil)
        try rename(ada, to: dn)
        let moved = try await ExplainObject(in: try await fixture.open()).run(dn, attribute: "title")
        for answer in [explained, moved] {
            #expect(!answer.sentence.contains("did not bring it"), "\(answer.sentence)")
            #expect(answer.steps.first { $0.stage == .filter }?.verdict == .passes, "\(answer.steps)")
        }
        #expect(moved.notes.contains { $0.contains("brought it as \(ada.dn)") }, "\(moved.notes)")
        // Where the forest is not asked, nobody can know it by that name.
        let error = await #expect(throws: TaskError.self) { try await self.preview(name, isLive: false) }
        #expect(error?.code == .unknownObject && error?.description.contains("No forest was asked") == true)
    }

    @Test("of several new objects with one name none is tried, and they are listed; a DN means one")
    func severalNew() async throws {
        let ada = try await settled()
        let above = try container(of: ada)
        let new = (1...2).map { number in
            let kept = ada.values.filter { !["cn", "displayName", "objectGUID"].contains($0.name) }
            let own: [LDIFRecord.Value] = [
                .init(name: "cn", bytes: Array("New \(number)".utf8)),
                .init(name: "displayName", bytes: Array("Somebody New".utf8)),
                .init(name: "objectGUID", bytes: [UInt8](repeating: UInt8(number), count: 16)),
            ]
            return LDIFRecord(dn: "CN=New \(number),\(above)", values: kept + own)
        }
        _ = try fixture.folder.write(LDIFWriter.write(try fixture.records(Self.file) + new), to: Self.file)
        let error = await #expect(throws: TaskError.self) { try await self.preview("Somebody New") }
        #expect(error?.code == .ambiguousObject, "\(error as Any)")
        for record in new { #expect(error?.description.contains(record.dn) == true, "\(error as Any)") }
        let one = try await preview("CN=New 2,\(above)")
        #expect(one.imported.contains { $0.attribute == "cn" && $0.added == ["New 2"] }, "\(one.imported)")
    }

    @Test("what is previewed by a new name is what the run sends")
    func sentByNewName() async throws {
        let ada = try await settled()
        try callAda("ada.new@contoso.test")
        let preview = try await preview("ada.new@contoso.test")
        let anchor = try anchor(of: ada)
        _ = try await fixture.cycle()
        #expect(try await waiting(besides: anchor) == said(preview))
    }

    @Test("whoever refers to an object that was renamed and moved goes on referring to it")
    func followed() async throws {
        let ada = try await settled()
        let other = try container(ofAda: false)
        let (name, dn) = ("ada.new@contoso.test", "CN=Ada New,\(other)")
        try callAda(name)
        try rename(ada, to: dn)
        var previews: [ObjectPreview] = []
        for called in [name, dn, Self.ada, ada.dn] { previews.append(try await preview(called)) }
        for preview in previews {
            #expect(preview.operation == "update" && preview.others.isEmpty, "\(preview.others)")
            let moved = ValueChange(attribute: "dn", removed: [ada.dn], added: [dn])
            #expect(preview.imported.first == moved, "\(preview.imported)")
            #expect(!preview.metaverse.contains { $0.values.attribute == "manager" }, "\(preview.metaverse)")
        }
        let anchor = try anchor(of: ada)
        _ = try await fixture.cycle()
        #expect(try await waiting(besides: anchor) == ["update"])
    }
}
