import Foundation
import TestSupport
import Testing

@testable import Lab

@Suite("A forest with a domain that no server is known for", .forest(.slapd))
struct IncompleteImportTests {
    private let test: TestForest

    init() throws { test = try TestForest.current }

    @Test("I3 I7: the run says which domain is missing and what to write, keeps that in the history, and exits with 1")
    func reported() async throws {
        let workspace = try WorkspaceOnDisk()
        let dryad = workspace.dryad
        let lab = test.folder.url.path(percentEncoded: false)
        #expect(try dryad.run("forest", "add", test.forest.name, "--from-lab", "--lab", lab).code == 0)
        #expect(try dryad.run("schema", "refresh", "--yes").code == 0)
        #expect(try dryad.run("sync", "run").code == 0)
        let child = "DC=emea,\(test.forest.baseDN)"
        let entry = """
            dn: CN=EMEA,CN=Partitions,CN=Configuration,\(test.forest.baseDN)
            objectClass: \(SlapdSchema.anything)
            objectClass: top
            objectClass: crossRef
            cn: EMEA
            nCName: \(child)
            dnsRoot: emea.\(test.forest.name)
            systemFlags: 3

            """
        let socket = (lab.hasSuffix("/") ? lab : lab + "/") + test.forest.name + "/ldapi"
        try await Tool("ldapadd", package: "ldap-utils").run(
            ["-Q", "-Y", "EXTERNAL", "-H", "ldapi://" + socket.replacing("/", with: "%2F")],
            input: entry,
            to: "add a domain"
        )
        let outcome = try dryad.run("sync", "run")
        #expect(outcome.code == 1)
        let history = try dryad.run("sync", "history", "--limit", "1").output
        for text in [outcome.output, history] {
            for said in ["completed-import-incomplete", child, "\"emea.\(test.forest.name): ldaps://…\""] {
                #expect(text.lowercased().contains(said.lowercased()), "\(said) is missing in:\n\(text)")
            }
        }
        let card = try dryad.run("forest", "test", test.forest.name)
        #expect(
            card.code == 1 && card.output.lowercased().contains("\(child.lowercased()), no server for it is named"),
            "\(card.output)"
        )
    }
}
