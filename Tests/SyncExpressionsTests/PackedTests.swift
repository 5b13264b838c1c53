import Directory
import SyncExpressions
import TestSupport
import Testing

@Suite("Programs on packed bytes")
struct PackedTests {
    private static let names: [AttributeName] = ["a", "b", "n", "r", "flag", "bytes", "dn"]
    private static let kinds: [ValueKind] = [.text, .text, .number, .reference, .boolean, .binary, .text]

    /// An object as both ways of evaluating see it.
    private struct Object {
        let entry: PackedEntry
        let table: AttributeTable

        func attribute(_ name: AttributeName) -> PackedAttribute? {
            guard let place = PackedTests.names.firstIndex(of: name), let number = table.existing(name) else {
                return nil
            }
            return PackedAttribute(attribute: number, kind: PackedTests.kinds[place], isName: name == "dn")
        }
    }

    /// Values of whole evaluation, as the engine makes them of bytes.
    private struct Values: ExpressionContext {
        let program: ExpressionProgram
        let object: Object

        func attribute(_ slot: Int) -> ExpressionValue { value(program.attributes[slot]) }
        func confirmed(_ slot: Int) -> ExpressionValue { value(program.confirmedAttributes[slot]) }
        func parameter(_ slot: Int) -> ExpressionValue { .string("p \(program.parameters[slot])") }
        var now: FileTime { FileTime(unixSeconds: 0) }
        func random(_ range: ClosedRange<Int64>) -> Int64 { range.lowerBound }
        func guid() -> String { "" }

        private func value(_ name: AttributeName) -> ExpressionValue {
            guard let attribute = object.attribute(name) else { return .null }
            if attribute.isName { return .string(object.entry.dn) }
            let values = object.entry.values(of: attribute.attribute).map { single($0, attribute.kind) }
            return values.count > 1 ? .list(values) : values.first ?? .null
        }

        private func single(_ bytes: ArraySlice<UInt8>, _ kind: ValueKind) -> ExpressionValue {
            let text = String(decoding: bytes, as: UTF8.self)
            return switch kind {
            case .binary: .binary(Array(bytes))
            case .number: Int64(text).map { .number($0) } ?? .string(text)
            case .boolean: .boolean(bytes.first.map { $0 | 0x20 == UInt8(ascii: "t") } ?? false)
            case .reference: .reference(text)
            case .text: .string(text)
            }
        }
    }

    /// What an evaluation says to a flow, with the values as a packed entry would hold them.
    private enum Said: Equatable {
        case values([[UInt8]])
        case ignored
        case blocked
        /// An error, or a reference, which a flow has to look up: both are left to whole evaluation.
        case other
    }

    private static func bytes(_ value: ExpressionValue) -> [[UInt8]]? {
        switch value {
        case .null: return []
        case .string(let text): return text.isEmpty ? [] : [Array(text.utf8)]
        case .number(let number): return [Array(String(number).utf8)]
        case .boolean(let flag): return [Array((flag ? "True" : "False").utf8)]
        case .binary(let bytes): return [bytes]
        case .date, .reference: return nil
        case .list(let values):
            var all: Set<[UInt8]> = []
            for value in values {
                guard let some = bytes(value) else { return nil }
                all.formUnion(some)
            }
            return all.sorted { $0.lexicographicallyPrecedes($1) }
        }
    }

    private static func whole(_ program: ExpressionProgram, _ object: Object) -> Said {
        guard let result = try? program.evaluate(in: Values(program: program, object: object)) else { return .other }
        return switch result {
        case .value(let value): bytes(value).map { .values($0) } ?? .other
        case .null: .values([])
        case .ignore: .ignored
        case .authoritativeNull: .blocked
        }
    }

    /// What the packed program says; nothing where it does not decide.
    private static func packed(_ program: ExpressionProgram, _ object: Object) -> Said? {
        var code = PackedCode()
        let added = code.add(
            program,
            attributes: program.attributes.compactMap { object.attribute($0) },
            confirmed: program.confirmedAttributes.compactMap { object.attribute($0) },
            parameters: program.parameters.map { .string("p \($0)") }
        )
        guard let added else { return nil }
        let target = AttributeID(rawValue: 3)
        let composer = EntryComposer()
        composer.begin()
        let outcome = EntryPlaces(limit: object.table.count).withView(of: object.entry) { view in
            PackedMachine().with(code) { run in run(added, on: view, into: composer, as: target) }
        }
        switch outcome {
        case .undecided: return nil
        case .nothing: return .values([])
        case .ignored: return .ignored
        case .blocked: return .blocked
        case .written:
            return .values(StoredValues(composer.stored(target)).map { Array($0) })
        }
    }

    // MARK: Generated

    private static func value(_ generator: inout SeededGenerator) -> [UInt8] {
        let pieces: [[UInt8]] = [
            Array("a".utf8), Array("Bc".utf8), Array(" ".utf8), Array("\t".utf8), Array("\u{A0}".utf8),
            Array("\u{2003}".utf8), Array("é".utf8), Array("e\u{301}".utf8), Array("\u{1F600}".utf8),
            Array("\u{212A}".utf8), Array("True".utf8), Array("12".utf8), Array("-7".utf8), Array("007".utf8),
            Array("=".utf8), Array(",".utf8), Array("CN=x".utf8), Array("\\0A".utf8), [0xFF], [0xED, 0xA0, 0x80],
            [0xC3], [0xF0, 0x9F], [0], Array("9223372036854775808".utf8), Array("abcdefghijk".utf8),
        ]
        return (0..<generator.number(below: 5)).flatMap { _ in pieces[generator.number(below: pieces.count)] }
    }

    private static func object(_ generator: inout SeededGenerator) -> Object {
        let table = AttributeTable(names)
        var packer = EntryPacker()
        let dns = ["CN=a b,DC=test", "CN=\u{E9}\u{1F600}x,OU=y,DC=test", "CN=a\\0ACNF:b,DC=test", "x", "", "CN=,DC=a"]
        packer.begin(dn: dns[generator.number(below: dns.count)])
        for name in names where name != "dn" {
            guard let number = table.existing(name) else { continue }
            for _ in 0..<[0, 0, 1, 1, 1, 2, 3][generator.number(below: 7)] {
                let isSid = name == "bytes" && generator.number(below: 3) == 0
                packer.add(number, isSid ? [1, 2, 0, 0, 0, 0, 0, 5, 32, 0, 0, 0, 32, 2, 0, 0] : value(&generator))
            }
        }
        return Object(entry: packer.finish(), table: table)
    }

    private static func text(_ generator: inout SeededGenerator, _ depth: Int) -> String {
        let names = ["a", "b", "n", "r", "flag", "bytes"]
        let name = names[generator.number(below: names.count)]
        guard depth > 0 else {
            return ["[\(name)]", "[a]", "[dn]", "\" x \"", "%Forest.FQDN%", "NULL", "12"][generator.number(below: 7)]
        }
        func inner() -> String { text(&generator, depth - 1) }
        switch generator.number(below: 16) {
        case 0, 1: return "Trim(\(inner()))"
        case 2, 3: return "Left(\(inner()), \(generator.number(below: 9) - 1))"
        case 4: return "IIF(\(condition(&generator, depth - 1)), \(inner()), \(inner()))"
        case 5: return "IIF(IsNullOrEmpty([\(name)]), NULL, \(inner()))"
        case 6: return "\(inner()) & \(inner())"
        case 7: return "Item([\(name)], 1)"
        case 8: return "RemoveDuplicates(Trim([\(name)]))"
        case 9: return "StringFromSid([bytes])"
        case 10: return "ConvertToBase64([bytes])"
        case 11: return "ConvertToUTF8Hex(\(inner()))"
        case 12: return "CStr(\(inner()))"
        case 13: return "DNComponent(CRef(\(inner())), 1)"
        case 14: return "FormatDateTime(DateFromNum([n]), \"yyyyMMddHHmmss.0Z\")"
        default: return "ImportedValue(\"\(name)\")"
        }
    }

    private static func condition(_ generator: inout SeededGenerator, _ depth: Int) -> String {
        let names = ["a", "b", "n", "r", "flag", "bytes"]
        let name = names[generator.number(below: names.count)]
        guard depth > 0 else { return ["IsPresent([\(name)])", "[flag]", "True"][generator.number(below: 3)] }
        func inner() -> String { condition(&generator, depth - 1) }
        func part() -> String { text(&generator, depth - 1) }
        switch generator.number(below: 17) {
        case 0: return "IsPresent(\(part()))"
        case 1: return "IsNullOrEmpty(\(part()))"
        case 2: return "IsNull(\(part()))"
        case 3: return "IsString([\(name)])"
        case 4: return "(\(inner()) && \(inner()))"
        case 5: return "(\(inner()) || \(inner()))"
        case 6: return "\(part()) = \(part())"
        case 7: return "\(part()) < \"Ab\""
        case 8: return "InStr(\(part()), \"\(["c", "k", "BC", "\\\\0a"][generator.number(below: 4)])\") > 1"
        case 9: return "CBool(BitAnd([n], 4))"
        case 12:
            return
                "Left([\(name)], \(generator.number(below: 4))) = \"\(["aB", "k", "a=", "tru", ""][generator.number(below: 5)])\""
        case 13: return "[\(name)] = \"\(["abc", "K", "12", "true", "cn=X"][generator.number(below: 5)])\""
        case 14: return "IsPresent([\(name)]) = \(generator.number(below: 2) == 0 ? "True" : "False")"
        case 15: return "InStr(\(part()), \"\(["=", ",b", "a", "\\\\0"][generator.number(below: 4)])\") > 0"
        case 16: return "BitAnd([\(name)], \(generator.number(below: 6))) = 0"
        case 10: return "BitOr([n], 1) = 13"
        default: return "\(inner()) = False"
        }
    }

    @Test("they give what whole evaluation gives, or do not decide", arguments: SeededGenerator.seeds(200))
    func agreement(_ seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var decided = 0
        for _ in 0..<60 {
            let depth = generator.number(below: 4)
            var expression = Self.text(&generator, depth)
            if generator.number(below: 6) == 0 {
                expression = "IIF(\(Self.condition(&generator, 1)), IgnoreThisFlow, AuthoritativeNull)"
            }
            guard let program = TestContext.compile(expression).program else { continue }
            for _ in 0..<4 {
                let object = Self.object(&generator)
                guard let said = Self.packed(program, object) else { continue }
                decided += 1
                #expect(said == Self.whole(program, object), "\(generator): \(expression)")
            }
        }
        #expect(decided > 0, "\(generator): a test that compares nothing")
    }

    @Test(
        "the shapes that standard rules use most are decided",
        arguments: [
            "[a]", "Trim([a])", "Left([a], 3)", "Left(Trim([a]), 3)", "Trim(Left([a], 3))", "\"x\"", "%Forest.FQDN%",
            "IIF(IsPresent([b]), [b], [a])", "IIF(IsNullOrEmpty([a]), NULL, Left(Trim(Item([a], 1)), 448))",
            "RemoveDuplicates(Trim(ImportedValue(\"a\")))", "IIF(BitAnd([n], 2) = 0, True, False)",
            "IIF(IsPresent([n]) && [n] = 2, NULL, \"User\")", "StringFromSid([bytes])", "[a] & \"@\" & %Domain.FQDN%",
            "IIF(IsPresent([n]), CStr(FormatDateTime(DateFromNum([n]), \"yyyyMMddHHmmss.0Z\")), NULL)",
            "IIF(IsString([bytes]), CStr([bytes]), ConvertToBase64([bytes]))",
            "IIF(InStr(DNComponent(CRef([dn]), 1), \"\\\\0ACNF:\") > 0, True, NULL)",
            "\"CN={\" & ConvertToUTF8Hex([a]) & \"}\"",
            "IIF(IsPresent([flag]) || IsPresent([b]) = True || [b] = \"SUPPORT_1\" || Left([b], 4) = \"AAD_\" "
                + "|| (Left([b], 4) = \"CAS_\" && InStr([b], \"}\") > 0) || CBool(BitAnd([n], 1)), True, NULL)",
        ]
    )
    func decided(_ expression: String) throws {
        let table = AttributeTable(Self.names)
        var packer = EntryPacker()
        packer.begin(dn: "CN=Zofia Żak,DC=test")
        let values: [(AttributeName, [UInt8])] = [
            ("a", Array("  Zürich\u{A0}".utf8)), ("n", Array("132000000000000000".utf8)),
            ("bytes", [1, 2, 0, 0, 0, 0, 0, 5, 32, 0, 0, 0, 32, 2, 0, 0]),
        ]
        for (name, value) in values { if let number = table.existing(name) { packer.add(number, value) } }
        let object = Object(entry: packer.finish(), table: table)
        let program = try #require(TestContext.compile(expression).program)
        let said = try #require(Self.packed(program, object), "\(expression) is not decided")
        #expect(said == Self.whole(program, object))
    }
}
