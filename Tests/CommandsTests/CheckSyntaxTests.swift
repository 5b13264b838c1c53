import Foundation
import TestSupport
import Testing

@Suite("dryad schema check-syntax")
struct CheckSyntaxTests {
    @Test("a record without an empty line before it is read, and named in the words in which an import refuses it")
    func joined() throws {
        let workspace = try WorkspaceOnDisk()
        let text = try String(contentsOf: Fixture.url("Offline/contoso.before.ldif"), encoding: .utf8)
        let record = "dn: CN=Account-Name-History,"
        let joined = text.replacing("\n\n" + record, with: "\n" + record)
        try #require(joined != text)
        let sentence = "a second \"dn:\" stands inside of a record; put an empty line before each record"
        func check(_ text: String) throws -> String {
            _ = try workspace.folder.write(text, to: "forest.ldif")
            let outcome = try workspace.dryad.run("schema", "check-syntax", "forest.ldif")
            #expect(outcome.code == 0, "\(outcome.output) \(outcome.errors)")
            return outcome.output
        }
        let (sound, said) = (try check(text), try check(joined))
        #expect(!sound.contains("\"dn:\""), "\(sound)")
        #expect(said.hasPrefix(sound.prefix { $0 != "\n" }), "what is read is the same: \(said)")
        #expect(said.contains("1 record without an empty line before it"), "\(said)")
        let place = try #require(joined.range(of: record)).lowerBound
        let number = joined[..<place].count { $0 == "\n" } + 1
        #expect(said.contains("forest.ldif, line \(number): \(sentence)"), "\(said)")
        let added = try workspace.dryad.run("forest", "add", "contoso.test", "--ldif", "forest.ldif")
        #expect(added.code == 1 && added.errors.contains(sentence), "\(added.errors)")
    }
}
