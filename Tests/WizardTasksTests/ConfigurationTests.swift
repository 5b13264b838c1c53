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

    @Test("the template is the default configuration")
    func template() throws {
        #expect(try read(ConfigurationTemplate.text) == WorkspaceConfiguration())
    }

    @Test(
        "a mistake has a code and a place",
        arguments: [
            ("version: 2\n", "dryad.yaml:1:10: error CFG003"),
            ("version: 1\nstageing: true\n", "dryad.yaml:2:1: error CFG011"),
            ("version: 1\nstaging: maybe\n", "dryad.yaml:2:10: error CFG012"),
            ("version: 1\ndeletionGuard: -1\n", "dryad.yaml:2:16: error CFG004"),
            ("version: 1\noptions: [deviceWriteUp, everything]\n", "dryad.yaml:2:26: error CFG005"),
            ("version: 1\nforests:\n  - name: a\n", "dryad.yaml:3:5: error CFG008"),
            ("version: 1\nforests: [", "error CFG002"),
            ("version: 1\nforests: contoso\n", "dryad.yaml:2:10: error CFG014"),
            ("version: 1\noptions: deviceWriteUp\n", "dryad.yaml:2:10: error CFG014"),
            ("version: 1\ntenant: file\n", "dryad.yaml:2:9: error CFG015"),
            ("version: 1\nversion: 1\n", "error CFG016"),
            ("version: 1\n\tstaging: true\n", "error CFG002"),
            (
                "version: 1\nforests:\n  - name: Tenant\n    id: 00000000-0000-4000-8000-000000000001\n    ordinal: 1\n"
                    + "    ldif: x\n",
                "dryad.yaml:3:11: error CFG013"
            ),
            ("- a\n", "error CFG001"),
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
        return ForestConfiguration(
            name: name,
            connector: ConnectorID("00000000-0000-4000-8000-00000000000\(ordinal)"),
            ordinal: ordinal,
            source: ordinal == 2 ? .file("/a/b.ldif") : .server(server)
        )
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
