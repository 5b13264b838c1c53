import Directory
import Testing

@testable import DirectorySchema

@Suite("A matrix of schemas")
struct SchemaMatrixTests {
    private static func attribute(
        _ name: AttributeName,
        _ oid: String? = nil,
        syntax: AttributeSyntax = text,
        isSingle: Bool = true,
        aliases: [AttributeName] = [],
        isDefunct: Bool = false
    ) -> AttributeType {
        var attribute = AttributeType(name: name)
        attribute.oid = oid.flatMap { OID($0) }
        attribute.syntax = syntax
        attribute.isSingleValued = isSingle
        attribute.aliases = aliases
        attribute.isDefunct = isDefunct
        return attribute
    }

    private static let text = AttributeSyntax(attributeSyntax: "2.5.5.12", omSyntax: 64)
    private static let integer = AttributeSyntax(attributeSyntax: "2.5.5.9", omSyntax: 2)
    private static let enumeration = AttributeSyntax(attributeSyntax: "2.5.5.9", omSyntax: 10)
    private static let sameText = AttributeSyntax(ldap: "1.3.6.1.4.1.1466.115.121.1.15")

    /// What the columns a, b and so on define, and what a matrix says: each row as its name, its verdict, its facets, its
    /// conflicts, and the marks of its cells.
    private struct Case: CustomTestStringConvertible {
        let testDescription: String
        let columns: [[AttributeType]]
        let rows: [String]

        init(_ title: String, _ columns: [[AttributeType]], _ rows: [String]) {
            (testDescription, self.columns, self.rows) = (title, columns, rows)
        }
    }

    private static let cases = [
        Case(
            "agreement, whatever the case of the name",
            [[attribute("mail")], [attribute("Mail")]],
            ["mail agree = ="]
        ),
        Case("one column", [[attribute("mail")]], ["mail agree ="]),
        Case("missing", [[attribute("mail")], []], ["mail missing = -"]),
        Case(
            "missing in some, rows by name",
            [[attribute("b")], [attribute("a"), attribute("b")], [attribute("b")]],
            ["a missing - = -", "b agree = = ="]
        ),
        Case(
            "another syntax",
            [[attribute("x")], [attribute("x", syntax: integer)]],
            ["x conflict syntax [syntax: text in a, integer in b] = !"]
        ),
        Case(
            "another syntax of Active Directory alone",
            [[attribute("x", syntax: integer)], [attribute("x", syntax: enumeration)]],
            ["x conflict syntax [syntax: integer (2.5.5.9/2) in a, integer (2.5.5.9/10) in b] = !"]
        ),
        Case(
            "another cardinality; most of them are right",
            [[attribute("x", isSingle: false)], [attribute("x")], [attribute("x")]],
            ["x conflict singleValued [cardinality: multi-valued in a, single-valued in b and c] ! = ="]
        ),
        Case(
            "one name, two OIDs",
            [[attribute("x", "1.2.3")], [attribute("x", "1.2.4")]],
            ["x conflict oid [oid: 1.2.3 in a, 1.2.4 in b] = !"]
        ),
        Case(
            "one OID, two names",
            [[attribute("x", "1.2.3")], [attribute("y", "1.2.3")]],
            ["x conflict [name: x in a, y in b] ! -", "y conflict [name: x in a, y in b] - !"]
        ),
        Case(
            "a further name is a name",
            [[attribute("sn", "2.5.4.4")], [attribute("surname", "2.5.4.4", aliases: ["sn"])]],
            ["sn agree = ="]
        ),
        Case(
            "a first name comes before a further one",
            [[attribute("x")], [attribute("a", aliases: ["x"]), attribute("x")]],
            ["a missing - =", "x agree = ="]
        ),
        Case(
            "a retired definition contradicts nothing",
            [[attribute("x", "1.2.3", isDefunct: true)], [attribute("x", "1.2.4", syntax: integer)]],
            ["x differs oid,syntax,defunct = ~"]
        ),
    ]

    private static func row(_ row: MatrixRow) -> String {
        let facets = row.facets.map(\.rawValue).joined(separator: ",")
        let conflicts = row.conflicts.map { "[\($0.kind.rawValue): \($0.sentence)]" }
        let parts = [row.name.spelling, row.verdict.rawValue, facets] + conflicts + row.cells.map(\.mark.rawValue)
        return parts.filter { !$0.isEmpty }.joined(separator: " ")
    }

    private static func matrix(_ columns: [[AttributeType]], origin: SchemaOrigin = .activeDirectory) -> SchemaMatrix {
        SchemaMatrix(
            zip("abc", columns).map { name, attributes in
                MatrixColumn(
                    name: String(name),
                    snapshot: SchemaSnapshot(origin: origin, attributes: attributes, classes: [])
                )
            }
        )
    }

    @Test("says of each attribute how the schemas agree", arguments: cases.indices)
    func verdicts(_ index: Int) {
        let one = Self.cases[index]
        #expect(Self.matrix(one.columns).rows.map(Self.row) == one.rows, "\(one.testDescription)")
    }

    @Test("a class of the same name has a row of its own, with its kind and what is above it")
    func classes() throws {
        let snapshot = SchemaFixture.snapshot
        let matrix = SchemaMatrix([
            MatrixColumn(
                name: "a",
                snapshot: snapshot([SchemaFixture.objectClass("thing")], [Self.attribute("thing")])
            ),
            MatrixColumn(
                name: "b",
                snapshot: snapshot([SchemaFixture.objectClass("thing", .auxiliary, may: ["mail"])], [])
            ),
        ])
        #expect(matrix.rows.map(\.element) == [.attribute, .objectClass, .objectClass])
        #expect(matrix.rows.map(Self.row) == ["thing missing = -", "thing differs kind,may = ~", "top agree = ="])
        let cells = matrix.rows[1].cells.map(\.definition)
        #expect(cells.map { $0?.kind } == [.structural, .auxiliary] && cells.map { $0?.superior } == ["top", "top"])
    }

    @Test("two kinds of schemas are compared in what both can say")
    func kinds() {
        let left = SchemaSnapshot(origin: .activeDirectory, attributes: [Self.attribute("mail", "1.2.3")], classes: [])
        let right = SchemaSnapshot(
            origin: .subschema,
            attributes: [Self.attribute("mail", "1.2.3", syntax: Self.sameText)],
            classes: []
        )
        let matrix = SchemaMatrix([
            MatrixColumn(name: "a", snapshot: left), MatrixColumn(name: "b", snapshot: right),
        ])
        #expect(matrix.rows.map(Self.row) == ["mail agree = ="])
    }

    @Test("what a definition that cannot be read may be is not missing")
    func unreadable() {
        let damaged = SchemaSnapshot(
            origin: .activeDirectory,
            attributes: [],
            classes: [],
            unreadable: [UnreadableDefinition(place: "p", reason: "r", text: "( 1.2.3 NAME 'mail' SYNTAX )")]
        )
        let whole = SchemaSnapshot(origin: .activeDirectory, attributes: [Self.attribute("mail")], classes: [])
        let matrix = SchemaMatrix([
            MatrixColumn(name: "a", snapshot: whole), MatrixColumn(name: "b", snapshot: damaged),
        ])
        #expect(matrix.rows.map(Self.row) == ["mail agree = ?"])
    }

    private static let patterns: [(pattern: String, fits: [String])] = [
        ("mail", ["mail"]), ("MAIL", ["mail"]), ("m*", ["mail", "msExchGuid", "msExchID"]),
        ("msExch*", ["msExchGuid", "msExchID"]), ("*exch*d", ["msExchGuid", "msExchID"]), ("m?il", ["mail"]),
        ("*", ["mail", "msExchGuid", "msExchID"]), ("mai", []), ("mail?", []), ("", []), ("*x", []),
        ("**il", ["mail"]),
    ]

    @Test("patterns select rows", arguments: patterns.indices)
    func selection(_ index: Int) {
        let (pattern, fits) = Self.patterns[index]
        let names: [AttributeName] = ["mail", "msExchGuid", "msExchID"]
        let rows = Self.matrix([names.map { Self.attribute($0) }]).selecting([NamePattern(pattern)]).rows
        #expect(rows.map(\.name.spelling) == fits, "\(pattern)")
    }
}
