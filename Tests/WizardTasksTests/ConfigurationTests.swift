import Diagnostics
import Foundation
import SyncRules
import TestSupport
import Testing

@testable import WizardTasks

@Suite("dryad.yaml is read with every mistake at once")
struct ConfigurationReaderTests {
    private func read(_ text: String) throws -> WorkspaceConfiguration {
        try ConfigurationReader.read(.init(name: "dryad.yaml", text: text))
    }

    private static let forest =
        "version: 1\nforests:\n  - name: a\n    id: 00000000-0000-4000-8000-000000000001\n    ordinal: 1\n    url: ldaps://a\n"

    @Test("a forest may have several servers, and several domains with servers of their own")
    func severalServers() throws {
        let text =
            Self.forest + "    servers: [ldaps://b]\n    discover: Corp.example\n    domains:\n"
            + "      EMEA.corp.example: ldaps://c\n    excludeDomains:\n      - lab.corp.example\n"
        guard case .server(let server) = try read(text).forests.first?.source else {
            Issue.record("no server")
            return
        }
        #expect(server.url == "ldaps://a" && server.others == ["ldaps://b"])
        #expect(server.discoveryDomain == "corp.example")
        #expect(server.domainServers == ["emea.corp.example": "ldaps://c"])
        #expect(server.excludedDomains == ["lab.corp.example"])
    }

    @Test("the template is the default configuration")
    func template() throws {
        #expect(try read(ConfigurationTemplate.text) == WorkspaceConfiguration())
    }

    @Test("options are features in a list, or keys with values")
    func options() throws {
        #expect(
            try read("version: 1\noptions: [exchangeHybrid]\n").options == RuleOptions(features: ["exchangeHybrid"])
        )
        let text = """
            version: 1
            options:
              exchangeHybrid: on
              deviceWriteUp: off
              joining: mail
              sourceAnchor: mS-DS-ConsistencyGuid
              extensions: [user.division, group.info]
            """
        let options = try read(text).options
        #expect(options.features == ["exchangeHybrid"] && options.joining == .mail)
        #expect(options.sourceAnchor == .consistencyGuid && options.extensions.count == 2)
    }

    @Test(
        "a mistake has a code and a place",
        arguments: [
            ("version: 2\n", "dryad.yaml:1:10: error CFG003"),
            ("version: 1\nstageing: true\n", "dryad.yaml:2:1: error CFG011"),
            ("version: 1\nstaging: maybe\n", "dryad.yaml:2:10: error CFG012"),
            ("version: 1\ndeletionGuard: -1\n", "dryad.yaml:2:16: error CFG004"),
            ("version: 1\noptions: [deviceWriteUp, everything]\n", "dryad.yaml:2:26: error CFG005"),
            ("version: 1\noptions:\n  deviceWriteUp: on\n  joining: sideways\n", "dryad.yaml:4:3: error CFG005"),
            ("version: 1\noptions:\n  colour: red\n", "dryad.yaml:3:3: error CFG005"),
            ("version: 1\noptions:\n  sourceAnchor: mail\n", "dryad.yaml:3:3: error CFG026"),
            ("version: 1\nforests:\n  - name: a\n", "dryad.yaml:3:5: error CFG008"),
            ("version: 1\nforests: [", "error CFG002"),
            ("version: 1\nforests: contoso\n", "dryad.yaml:2:10: error CFG014"),
            ("version: 1\noptions: deviceWriteUp\n", "dryad.yaml:2:10: error CFG014"),
            ("version: 1\ntenant: file\n", "dryad.yaml:2:9: error CFG021"),
            ("version: 1\nversion: 1\n", "error CFG016"),
            ("version: 1\n\tstaging: true\n", "error CFG002"),
            (
                "version: 1\nforests:\n  - name: Tenant\n    id: 00000000-0000-4000-8000-000000000001\n    ordinal: 1\n"
                    + "    ldif: x\n",
                "dryad.yaml:3:11: error CFG013"
            ),
            ("- a\n", "error CFG001"),
            (Self.forest + "    servers: ldaps://b\n", "dryad.yaml:7:14: error CFG014"),
            (Self.forest + "    servers: [ldaps://b, http://c]\n", "dryad.yaml:7:26: error CFG009"),
            (Self.forest + "    discover: a b\n", "dryad.yaml:7:15: error CFG018"),
            (Self.forest + "    discover: [a]\n", "dryad.yaml:7:15: error CFG018"),
            (Self.forest + "    domains: emea\n", "dryad.yaml:7:14: error CFG015"),
            (Self.forest + "    domains:\n      emea.a: ldap:/x\n", "dryad.yaml:8:15: error CFG009"),
            (Self.forest + "    domains:\n      emea..a: ldap://x\n", "dryad.yaml:8:7: error CFG018"),
            (Self.forest + "    domains:\n      e.a: ldap://x\n      E.a: ldap://y\n", "dryad.yaml:9:7: error CFG016"),
            (Self.forest + "    excludeDomains: [a/b]\n", "dryad.yaml:7:22: error CFG018"),
            (
                Self.forest.replacing("url: ldaps://a", with: "ldif: f") + "    servers: []\n",
                "dryad.yaml:7:14: error CFG017"
            ),
            (
                Self.forest.replacing("ldaps://a", with: "ldapi://%2Fs") + "    discover: a\n",
                "dryad.yaml:7:15: error CFG019"
            ),
        ]
    )
    func mistakes(_ text: String, _ expected: String) {
        let error = #expect(throws: TaskError.self) { try read(text) }
        #expect(error?.description.contains(expected) == true, "\(error?.description ?? "nothing")")
    }

    @Test("several mistakes come together")
    func together() {
        let error = #expect(throws: TaskError.self) { try read("version: 3\nstaging: 7\nwhat: x\n") }
        for code in ["CFG003", "CFG011", "CFG012"] { #expect(error?.description.contains(code) == true) }
    }
}

@Suite("dryad.yaml is edited in place")
struct ConfigurationEditorTests {
    private func forest(_ name: String, _ ordinal: Int) -> ForestConfiguration {
        var server = ForestConfiguration.Server(url: "ldaps://dc1.\(name)")
        server.bindName = "CN=Reader \"R\", \\ Ltd,OU=#1,DC=x"
        server.password = .file("/secrets/a b")
        server.startsTLS = true
        if ordinal == 3 {
            server.others = ["ldaps://dc2.\(name)", "ldaps://[::1]:1636"]
            server.discoveryDomain = name
            server.domainServers = ["b.\(name)": "ldaps://b", "a.\(name)": "ldap://a:3389"]
            server.excludedDomains = ["c.\(name)"]
        }
        var forest = ForestConfiguration(
            name: name,
            connector: ConnectorID("00000000-0000-4000-8000-00000000000\(ordinal)"),
            ordinal: ordinal,
            source: ordinal == 2 ? .file("/a/b.ldif") : .server(server)
        )
        if ordinal == 2 { forest.excludedDomains = ["d.\(name)"] }
        return forest
    }

    @Test("forests are added one after another and read back as they are")
    func add() throws {
        var editor = ConfigurationEditor(ConfigurationTemplate.text)
        for ordinal in 1...3 { try editor.add(forest("f\(ordinal).test", ordinal)) }
        let read = try ConfigurationReader.read(.init(name: "x", text: editor.text))
        #expect(read.forests == (1...3).map { forest("f\($0).test", $0) })
        #expect(editor.text.contains("# In staging mode everything is computed"))
    }

    @Test("a forest goes before the keys that follow, and comments stay where they are")
    func between() throws {
        var editor = ConfigurationEditor(
            "version: 1\nforests:\n  - name: a\n    id: x # mine\n\n# about staging\nstaging: true # yes\n"
        )
        try editor.add(forest("f1.test", 1))
        let lines = editor.text.components(separatedBy: "\n")
        #expect(lines.firstIndex(of: "  - name: f1.test") == 4)
        #expect(editor.text.hasSuffix("\n\n# about staging\nstaging: true # yes\n"))
        #expect(editor.text.contains("    id: x # mine\n"))
    }

    @Test(
        "a scalar is replaced and everything beside it stays",
        arguments: [
            ("staging: true\n", "staging: false\n"),
            ("a: 1\nstaging: true   # for now\nb: 2\n", "a: 1\nstaging: false   # for now\nb: 2\n"),
            ("staging:   yes", "staging:   false"),
            ("version: 1\n", "version: 1\nstaging: false\n"),
        ]
    )
    func set(_ before: String, _ after: String) throws {
        var editor = ConfigurationEditor(before)
        try editor.set("staging", to: "false")
        #expect(editor.text == after)
    }
}
