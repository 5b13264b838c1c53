import Foundation
import TestSupport
import Testing

@Suite("What commands report beside their results")
struct ReportedFindingTests {
    private func ready() throws -> WorkspaceOnDisk {
        let workspace = try WorkspaceOnDisk()
        try workspace.addOfflineForests()
        let outcome = try workspace.dryad.run("schema", "refresh", "--yes")
        #expect(outcome.code == 0, "\(outcome.errors)")
        return workspace
    }

    private func own(_ expression: String, in workspace: WorkspaceOnDisk) throws {
        let folder = workspace.folder.file("rules")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let text = """
            name: In from AD - Own
            connector: contoso.test
            direction: inbound
            source: user
            target: person
            link: join
            precedence: 50
            flows:
              - to: title
                expression: \(expression)

            """
        _ = try workspace.folder.write(text, to: "rules/own.yaml")
    }

    @Test("a run prints what is doubtful about rules, counted and folded")
    func doubtfulRules() throws {
        let workspace = try ready()
        try own("Trim([titel])", in: workspace)
        let outcome = try workspace.dryad.run("sync", "run")
        #expect(outcome.code == 0, "\(outcome.errors)")
        #expect(outcome.output.contains("EXP028  "), "\(outcome.output)")
        #expect(outcome.output.contains("the rules ran"))
        let json = try workspace.dryad.run("sync", "run", "--output", "json").output
        #expect(json.contains("\"findings\"") && json.contains("In from AD - Own, flow title"), "\(json)")
        #expect(json.contains("did you mean title?"))
    }

    @Test("a rule by membership in a group is refused by name, and the linter says so before")
    func groupScope() throws {
        let workspace = try ready()
        let folder = workspace.folder.file("rules")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let text = """
            name: In from AD - Members
            connector: contoso.test
            direction: inbound
            source: user
            target: person
            link: join
            precedence: 50
            scope:
              - - dn ISMEMBEROF CN=Team,DC=contoso,DC=test
            flows:
              - to: title
                from: title

            """
        _ = try workspace.folder.write(text, to: "rules/members.yaml")
        let lint = try workspace.dryad.run("rules", "lint", ".")
        #expect(lint.code == 1 && lint.output.contains("1 error and 1 note in"), "\(lint.output)")
        #expect(lint.output.contains("LINT013"), "\(lint.output)")
        let run = try workspace.dryad.run("sync", "run")
        #expect(run.code == 1 && run.errors.contains("In from AD - Members"), "\(run.errors)")
        #expect(run.errors.contains("does not evaluate"))
    }

    @Test("standard rules that nobody changed are in order, and what Dryad does not evaluate of them is a note")
    func standardRules() throws {
        let workspace = try ready()
        let lint = try workspace.dryad.run("rules", "lint", ".")
        #expect(lint.code == 0 && lint.output.hasPrefix("1 note in"), "\(lint.output)")
        #expect(lint.output.contains("LINT014  In from AAD - User NGCKey, flow deviceKey"), "\(lint.output)")
        #expect(try workspace.dryad.run("rules", "lint", ".", "--fail-on", "note").code == 1)
        let looked = try workspace.dryad.run("troubleshoot")
        #expect(looked.code == 0, "\(looked.output)")
        try own("Thumbprint([thumbnailPhoto])", in: workspace)
        let other = try workspace.dryad.run("rules", "lint", ".")
        #expect(other.code == 1 && other.output.contains("LINT001  In from AD - Own, flow title"), "\(other.output)")
    }

    @Test("other readings are read from dryad.yaml, shown, and mistakes in them told")
    func semantics() throws {
        let workspace = try WorkspaceOnDisk()
        let file = workspace.folder.file("dryad.yaml")
        let text = try String(contentsOf: file, encoding: .utf8)
        #expect(try workspace.dryad.run("config", "show").output.contains("as Dryad has them by itself"))
        try (text + "semantics:\n  ignoresCase: false\n").write(to: file, atomically: true, encoding: .utf8)
        #expect(try workspace.dryad.run("config", "show").output.contains("ignoresCase false"))
        #expect(try workspace.dryad.run("config", "show", "-o", "json").output.contains("\"ignoresCase\" : false"))
        try (text + "semantics:\n  ignoreCase: false\n").write(to: file, atomically: true, encoding: .utf8)
        let wrong = try workspace.dryad.run("config", "show")
        #expect(wrong.code == 1 && wrong.errors.contains("ignoreCase is not a key here"), "\(wrong.errors)")
    }

    @Test("a file that is there already is told in words, and left alone")
    func existingFile() throws {
        let workspace = try ready()
        let file = try workspace.folder.write("mine\n", to: "rules.yaml")
        let outcome = try workspace.dryad.run("rules", "export", "--format", "yaml", "--to", "rules.yaml")
        #expect(
            outcome.code == 1 && outcome.errors.contains("is there already and was left alone"),
            "\(outcome.errors)"
        )
        #expect(!outcome.errors.contains("NSCocoa"))
        #expect(try String(contentsOf: file, encoding: .utf8) == "mine\n")
        let folder = try workspace.dryad.run("rules", "export", "--format", "entra-xml", "--to", "rules.yaml")
        #expect(folder.code == 1 && folder.errors.contains("cannot be made"), "\(folder.errors)")
    }

    @Test("a domain that is verified is said to be, whether or not anything came back")
    func verified() throws {
        let workspace = try WorkspaceOnDisk()
        #expect(try workspace.dryad.run("tenant", "domain", "add", "corp.example").code == 0)
        let outcome = try workspace.dryad.run("tenant", "domain", "verify", "corp.example")
        #expect(outcome.code == 0 && outcome.output.hasPrefix("corp.example is verified."), "\(outcome.output)")
    }

    @Test("a plan that only writes files of rules says so at its head")
    func filesAlone() throws {
        let workspace = try ready()
        try own("Trim([title])", in: workspace)
        let standard = "tag: Microsoft.InfromADUserCommon.004\nconnector: contoso.test\ndisabled: true\n"
        _ = try workspace.folder.write(standard, to: "rules/off.yaml")
        let plan = try workspace.dryad.run("schema", "refresh", "--like-entra")
        #expect(!plan.output.contains("0 forests") && !plan.output.contains("0 rules"), "\(plan.output)")
    }

    @Test("a place that is neither a URL nor a file is refused when a server's workspace is made")
    func bound() throws {
        let folder = try TemporaryFolder()
        let dryad = DryadProgram(in: folder.url)
        let twice = try dryad.run("init", "--from-entra", "x", "--bind", "a.test=x", "--bind", "A.test=y")
        #expect(twice.code == 64 && twice.errors.contains("bound twice"), "\(twice.errors)")
    }
}
