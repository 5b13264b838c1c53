import Diagnostics
import SyncRules
import TestSupport
import Testing

@Suite("Rules as PowerShell scripts")
struct PowerShellRulesTests {
    static let files = ["editor.ps1", "variables.ps1", "handwritten.ps1"]

    private func read(_ text: String) -> RuleExchange {
        PowerShellRules.read(SourceText(name: "rules.ps1", text: text))
    }

    private func errors(_ exchange: RuleExchange) -> [String] {
        exchange.problems.filter { $0.severity == .error }.map { "\($0.line ?? 0):\($0.column ?? 0) \($0.code)" }
    }

    private static let start =
        "New-ADSyncRule -Name n -Direction Inbound -Precedence 1 -SourceObjectType user -TargetObjectType person "
        + "-Connector c -LinkType Join -OutVariable r\n"
    private static let add = "Add-ADSyncRule -SynchronizationRule $r[0]\n"

    @Test("each dialect says the same rule", arguments: files)
    func dialects(_ name: String) throws {
        let exchange = PowerShellRules.read(try RuleFixture.bytes(name), file: name)
        var rule = RuleFixture.badges
        if name == "variables.ps1" { rule.connector = "grove.example" }
        if name == "handwritten.ps1" { rule.identifier = nil }
        #expect(exchange.rules == [rule])
        #expect(exchange.problems.allSatisfy { $0.severity == .note })
    }

    @Test("marks and encodings of Windows are read", arguments: files)
    func encodings(_ name: String) throws {
        let bytes = try RuleFixture.bytes(name)
        let units = String(decoding: bytes, as: UTF8.self).utf16
        let little: [UInt8] =
            [0xFF, 0xFE] + units.flatMap { unit -> [UInt8] in [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
        let expected = PowerShellRules.read(bytes, file: name)
        #expect(!expected.rules.isEmpty)
        #expect(PowerShellRules.read([0xEF, 0xBB, 0xBF] + bytes, file: name) == expected)
        #expect(PowerShellRules.read(little, file: name) == expected)
        #expect(PowerShellRules.read(Array(little.dropLast()), file: name).problems.map(\.code) == ["notText"])
    }

    @Test("what was written in the editor's form is that form, byte by byte")
    func editor() throws {
        let bytes = try RuleFixture.bytes("editor.ps1")
        #expect(PowerShellRules.write([RuleFixture.badges]) == String(decoding: bytes, as: UTF8.self))
    }

    @Test("what is written is read again", arguments: SeededGenerator.seeds(200))
    func roundTrip(_ seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let rules = (0..<3).map { _ in RuleFixture.any(&generator) }
        let text = PowerShellRules.write(rules)
        let exchange = read(text)
        #expect(exchange.rules == rules, "\(generator)")
        #expect(exchange.problems.isEmpty, "\(generator)")
        #expect(PowerShellRules.write(exchange.rules).utf8.elementsEqual(text.utf8), "\(generator)")
    }

    @Test("a script that was cut says so, or has fewer rules", arguments: files)
    func truncated(_ name: String) throws {
        let bytes = try RuleFixture.bytes(name)
        let whole = PowerShellRules.read(bytes, file: name).rules
        var refused = 0
        for count in bytes.indices {
            let exchange = PowerShellRules.read(Array(bytes[..<count]), file: name)
            let isPart = whole.starts(with: exchange.rules)
            #expect(isPart, "\(count) bytes: a rule that the whole file does not have")
            if !exchange.isComplete {
                refused += 1
            } else if exchange.rules != whole {
                // Nothing is said only where the rule has not begun.
                let text = String(decoding: bytes[..<count], as: UTF8.self).lowercased()
                #expect(!text.contains("new-adsyncrule"), "\(count) bytes: a rule is lost, and nothing says so")
            }
        }
        #expect(refused > bytes.count / 2)
    }

    @Test(
        "what is outside of the subset is refused with its place",
        arguments: [
            ("Set-ADSyncScheduler -SyncCycleEnabled $false", "1:1 unknownCommand"),
            ("  Remove-Item x", "1:3 unknownCommand"),
            ("if ($true) {\n New-ADSyncRule\n}\nelse\n{\n}", "1:1 unsupportedScript"),
            ("foreach ($a in 1,2)\n{\n  iex $a\n}", "1:1 unsupportedScript"),
            ("function New-It { $r }", "1:1 unsupportedScript"), ("$x = 'a' + 'b'", "1:10 unsupportedScript"),
            ("$x = 'a' -eq 'b'", "1:10 unsupportedScript"), ("$x = [guid]::NewGuid()", "1:12 unsupportedScript"),
            ("$x = 'a'.ToUpper()", "1:9 unsupportedScript"), ("Write-Host a > b.txt", "1:14 unsupportedScript"),
            ("& 'calc.exe'", "1:1 opaqueCode"), (". .\\other.ps1", "1:1 opaqueCode"),
            ("Invoke-Expression 'Remove-Item x'", "1:1 opaqueCode"), ("exit", "1:1 opaqueCode"),
            ("$x = { 1 }", "1:6 unsupportedScript"), ("Write-Host \"$(Get-Date)\"", "1:12 unsupportedScript"),
            ("Write-Host (Remove-Item x)", "1:13 unknownCommand"), ("$x = $env:TEMP", "1:6 unsupportedScript"),
            ("'a", "1:1 unsupportedScript"), ("<# a", "1:1 unsupportedScript"), ("@'\na", "1:1 unsupportedScript"),
            ("Write-Host a `", "1:14 unsupportedScript"), ("$x.y = 1", "1:6 unsupportedScript"),
            ("Get-ADSyncRule | Where-Object { $_.Name }", "1:31 unsupportedScript"),
            ("Write-Host a && Write-Host b", "1:14 unsupportedScript"), ("$y = $nothing", "1:6 unknownVariable"),
            ("}", "1:1 unsupportedScript"), ("Import-Module a -PassThru (iex 'b')", "1:28 opaqueCode"),
            ("$x = [System.IO.File]'a'", "1:6 unsupportedScript"), ("Write-Host a`b", "1:13 unsupportedScript"),
            ("New-Object System.Net.WebClient", "1:1 unsupportedScript"), ("Add-ADSyncRule", "1:1 missingParameter"),
        ]
    )
    func refusals(_ script: String, _ expected: String) {
        let exchange = read(script)
        #expect(errors(exchange) == [expected])
        #expect(exchange.rules.isEmpty)
    }

    @Test("mistakes are told all at once, and rules that need none of them are taken")
    func several() {
        let script = "Stop-It\n" + Self.start + Self.add + "$x = 1 + 2\n" + Self.start + "Other\n" + Self.add
        let exchange = read(script)
        #expect(errors(exchange) == ["1:1 unknownCommand", "4:8 unsupportedScript", "6:1 unknownCommand"])
        #expect(exchange.rules.count == 2)
    }

    @Test(
        "a rule that depends on what was refused is not taken",
        arguments: [
            "$r | Set-It", "$r[0].Precedence = 7", "if ($true) { $r = 1 }", "Invoke-Expression 'a'", "& $a", "return",
            "New-ADSyncRule -Name (Get-It) -OutVariable r", "function f { }; f", "Set-Variable r 1",
            "Add-ADSyncAttributeFlowMapping -SynchronizationRule $r -Destination a -FlowType Direct",
            "Add-ADSyncAttributeFlowMapping -SynchronizationRule $r -Source $none -Destination a",
            "Add-ADSyncScopeConditionGroup -SynchronizationRule $r -ScopeConditions @('a')",
        ]
    )
    func dependents(_ line: String) {
        let exchange = read(Self.start + line + "\n" + Self.add)
        #expect(exchange.rules.isEmpty)
        #expect(!exchange.isComplete)
        #expect(exchange.problems.contains { $0.line == 2 && $0.severity == .error })
    }

    @Test(
        "a rule counts when it was added, whole",
        arguments: [
            (start, ["1:1 unfinishedRule"]),
            ("New-ADSyncRule -Name n -OutVariable r\n" + add, ["1:1 missingParameter", "1:1 flawedRule"]),
            (start + add, []), (start.replacing("Inbound", with: "Up") + add, ["1:1 badValue", "1:1 flawedRule"]),
        ]
    )
    func unfinished(_ script: String, _ expected: [String]) {
        #expect(errors(read(script)) == expected)
    }

    @Test("a parameter that is not known is told, and what comes too late as well")
    func warnings() {
        let late = "Add-ADSyncJoinConditionGroup -SynchronizationRule $r -JoinConditions @()\n"
        let exchange = read(Self.start.replacing("-LinkType", with: "-Colour red -LinkType") + Self.add + late)
        #expect(exchange.problems.map(\.code) == ["unknownParameter", "changedAfterwards"])
        #expect(exchange.rules.count == 1 && exchange.rules[0].joins.isEmpty)
    }

    @Test(
        "what nests deep or never ends is an error and no more",
        arguments: ["(", "@(", "@{a=", "{", "$(", "\"$(", "[guid]", "$x = (", "<#", "a `\n", "'a", "if (", ")", "-a "]
    )
    func deep(_ piece: String) {
        let exchange = read(String(repeating: piece, count: 100_000))
        #expect(!exchange.isComplete)
        #expect(exchange.problems.count <= 201)
    }
}
