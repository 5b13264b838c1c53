import Foundation
import TestSupport
import Testing

@Suite("dryad expr")
struct ExprTests {
    private let folder: TemporaryFolder
    private let dryad: DryadProgram

    init() throws {
        folder = try TemporaryFolder()
        dryad = DryadProgram(in: folder.url)
    }

    @Test(
        "a result is printed as a literal",
        arguments: [
            (["Left(Trim([mail]), 3)", "--set", "mail= bob@x "], "\"bob\"\n"),
            (["[a] & %Forest.FQDN%", "--parameter", "Forest.FQDN=corp.test"], "\"corp.test\"\n"),
            (["Join([a], \",\")", "--set", "a=1", "--set", "a=2"], "\"1,2\"\n"),
            (["BitAnd([a], 2) = 2", "--set", "a:num=514"], "True\n"),
            (["Len([a])", "--set", "a:bin=AAEC"], "3\n"), (["[a] = True", "--set", "a:bool=true"], "True\n"),
            (["DNComponent([a], 1)", "--set", "a:ref=CN=x,DC=y"], "\"x\"\n"),
            (["IIF([a] = 1, 1, AuthoritativeNull)"], "AuthoritativeNull\n"),
        ]
    )
    func evaluation(_ arguments: [String], _ output: String) throws {
        let outcome = try dryad.run(["expr", "eval"] + arguments)
        #expect(outcome.output == output && outcome.code == 0, "\(outcome.errors)")
    }

    @Test("a check against a schema finds names that it does not have, and says what may have been meant")
    func checkedAgainstSchema() throws {
        let file = try folder.write(
            "dn: cn=schema\nattributeTypes: ( 1.2.1 NAME 'mail' )\nattributeTypes: ( 1.2.2 NAME 'title' SINGLE-VALUE )\n\n",
            to: "schema.ldif"
        ).path(percentEncoded: false)
        let wrong = try dryad.run("expr", "check", "Trim([titel])", "--schema", file)
        #expect(wrong.code == 0 && wrong.output.contains("did you mean title?"), "\(wrong.output)")
        #expect(wrong.output.contains("EXP028") && wrong.output.contains("looked up in \(file)"))
        let right = try dryad.run("expr", "check", "Trim([title])", "--schema", file)
        #expect(!right.output.contains("EXP0"), "\(right.output)")
        let several = try dryad.run("expr", "check", "Join([title], \",\")", "--schema", file)
        #expect(several.output.contains("EXP0"), "title has one value: \(several.output)")
        let metaverse = try dryad.run("expr", "check", "Trim([acountName])", "--metaverse")
        #expect(metaverse.output.contains("not in the metaverse"), "\(metaverse.output)")
        #expect(metaverse.output.contains("did you mean accountName?"))
        let unknown = try dryad.run("expr", "check", "Trim([titel])")
        #expect(!unknown.output.contains("EXP028"), "without a schema nobody knows")
    }

    @Test("in a workspace names are looked up in its cached schemas and in the metaverse")
    func checkedInWorkspace() throws {
        let workspace = try WorkspaceOnDisk()
        try workspace.addOfflineForests()
        #expect(try workspace.dryad.run("schema", "refresh", "--yes").code == 0)
        let wrong = try workspace.dryad.run("expr", "check", "Trim([dispayName])")
        #expect(wrong.output.contains("did you mean displayName?"), "\(wrong.output)")
        #expect(wrong.output.contains("contoso.test") && wrong.output.contains("the metaverse"))
        #expect(!(try workspace.dryad.run("expr", "check", "Trim([accountName])")).output.contains("EXP028"))
    }

    @Test("what fails says why and where, and the exit code is 1")
    func failures() throws {
        let failed = try dryad.run("expr", "eval", "Error(\"too many\")")
        #expect(failed.code == 1 && failed.output == "error: too many\n")
        let wrong = try dryad.run("expr", "eval", "left([a], 1")
        #expect(
            wrong.code == 1 && wrong.errors.contains("write Left") && wrong.errors.contains("EXP010")
                && wrong.output.isEmpty
        )
        let setting = try dryad.run("expr", "eval", "[a]", "--set", "a:num=x")
        #expect(setting.code == 64 && setting.errors.contains("a:num=x"))
    }

    @Test(
        "programs give an object and get a value with its type, or an error with its place",
        arguments: [
            ("Trim([mail])", "{\"type\":\"mvstr\",\"value\":[\"a@b\",\"c\"]}"),
            ("[objectGUID]", "{\"type\":\"bin\",\"value\":{\"base64\":\"AAEC\"}}"),
            ("%Domain.FQDN%", "{\"type\":\"str\",\"value\":\"contoso.test\"}"),
            ("[n] + 1", "{\"type\":\"num\",\"value\":4}"), ("IsPresent([no])", "{\"type\":\"bool\",\"value\":false}"),
            ("IIF([n] = 3, AuthoritativeNull, [n])", "{\"type\":\"AuthoritativeNull\",\"value\":null}"),
            ("[no]", "{\"type\":\"NULL\",\"value\":null}"),
            (
                "Error(\"x\")",
                "{\"error\":{\"code\":\"errorFunction\",\"message\":\"x\",\"range\":{\"end\":10,\"start\":0}}}"
            ),
        ]
    )
    func objects(_ expression: String, _ json: String) throws {
        let object =
            "{\"attributes\":{\"mail\":[\" a@b\",\"c\"],\"objectGUID\":[{\"base64\":\"AAEC\"}],\"n\":3},"
            + "\"parameters\":{\"Domain.FQDN\":\"contoso.test\"}}"
        let path = try folder.write(object, to: "o.json").path(percentEncoded: false)
        let outcome = try dryad.run("expr", "eval", expression, "--object", path, "-o", "json")
        #expect(outcome.output.filter { !$0.isWhitespace } == json.filter { !$0.isWhitespace })
        _ = try folder.write(object + "\n{\"attributes\":7}\n", to: "lines.json")
        let lines = try dryad.run(["expr", "eval", expression, "--lines"], shell: "< lines.json")
        #expect(lines.code == 0 && lines.output.split(separator: "\n").first.map(String.init) == json)
        #expect(lines.output.contains("\"unreadableObject\""))
    }

    @Test("an object can be a record of LDIF; all mistakes of an expression are in its JSON")
    func records() throws {
        let path = try folder.write("dn: CN=x,DC=y\nmail: a@b\nmail: c@d\n", to: "o.ldif").path(percentEncoded: false)
        let outcome = try dryad.run("expr", "eval", "DNComponent(CRef([dn]), 1) & Item([mail], 2)", "--object", path)
        #expect(outcome.output == "\"xc@d\"\n", "\(outcome.errors)")
        let wrong = try dryad.run("expr", "eval", "left([a], 1", "--object", path, "-o", "json")
        #expect(wrong.code == 1 && wrong.output.contains("EXP024") && wrong.output.contains("EXP010"))
    }

    @Test("a check tells everything that is wrong at once")
    func check() throws {
        let wrong = try dryad.run("expr", "check", "left([a] 3) & Trim(5)")
        #expect(wrong.code == 1)
        for code in ["3 mistakes", "EXP024", "EXP010", "EXP030"] {
            #expect(wrong.output.contains(code), "\(wrong.output)")
        }
        let right = try dryad.run("expr", "check", "Trim([mail])")
        #expect(right.code == 0 && right.output == "The expression is correct and gives str.\nIt reads mail.\n")
        let data = try dryad.run("expr", "check", "Trim(5)", "-o", "json")
        #expect(data.output.contains("\"EXP030\"") && data.output.contains("\"expr.check\""))
    }

    @Test("an explanation shows what every part gave")
    func explanation() throws {
        let outcome = try dryad.run(
            "expr",
            "explain",
            "IIF(IsPresent([a]), UCase([a]), Error(\"none\"))",
            "--set",
            "a=x"
        )
        for part in ["IsPresent([a])", "True", "UCase([a])", "\"X\"", "result: \"X\""] {
            #expect(outcome.output.contains(part), "\(outcome.output)")
        }
        #expect(!outcome.output.contains("none"))
    }

    @Test("help knows every function, whatever the case")
    func help() throws {
        let one = try dryad.run("expr", "help", "instr")
        #expect(one.code == 0 && one.output.hasPrefix("num InStr(str text, str wanted"))
        #expect(try dryad.run("expr", "help").output.contains("CertThumbprint"))
        let none = try dryad.run("expr", "help", "Lefft")
        #expect(none.code == 64 && none.errors.contains("did you mean Left?"))
    }
}
