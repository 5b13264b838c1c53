import Directory
import Testing

@testable import DirectorySchema

@Suite("What a class allows in the end")
struct ClassClosureTests {
    private let schema = SchemaFixture.snapshot([
        SchemaFixture.objectClass("person", must: ["cn"], may: ["sn"]),
        SchemaFixture.objectClass("organizationalPerson", under: "person", may: ["title"]),
        SchemaFixture.objectClass("user", under: "organizationalPerson", with: ["mailRecipient"], may: ["mail"]),
        SchemaFixture.objectClass("computer", under: "user"),
        SchemaFixture.objectClass("mailRecipient", .auxiliary, with: ["deep"], may: ["mailNickname", "title"]),
        SchemaFixture.objectClass("deep", .auxiliary, must: ["sn"], may: ["depth"]),
    ])

    @Test("the chain is whole, though an auxiliary class has the same top")
    func chain() throws {
        let closure = try #require(ClassClosure(of: "computer", in: schema))
        #expect(closure.chain == ["computer", "user", "organizationalPerson", "person", "top"])
        #expect(closure.auxiliaries == ["mailRecipient", "deep"])
        #expect(closure.missing.isEmpty)
    }

    @Test(
        "attributes come from the class, its superiors, its auxiliaries and theirs",
        arguments: [
            ("mail", "user", false), ("title", "organizationalPerson", false), ("mailNickname", "mailRecipient", false),
            ("depth", "deep", false), ("objectClass", "top", true),
            // Allowed by person, demanded by the auxiliary: demanded.
            ("sn", "deep", true),
        ] as [(AttributeName, AttributeName, Bool)]
    )
    func allowances(_ attribute: AttributeName, _ through: AttributeName, _ isRequired: Bool) throws {
        let closure = try #require(ClassClosure(of: "user", in: schema))
        let allowance = try #require(closure.attributes[attribute])
        #expect(allowance.through == through)
        #expect(allowance.isRequired == isRequired)
    }

    @Test("what is not allowed is not, and what is not defined is named")
    func absent() throws {
        #expect(try #require(ClassClosure(of: "person", in: schema)).allows("mail") == false)
        #expect(ClassClosure(of: "nothing", in: schema) == nil)
        let broken = SchemaFixture.snapshot([SchemaFixture.objectClass("a", under: "b", with: ["c"])])
        #expect(try Set(#require(ClassClosure(of: "a", in: broken)).missing) == ["b", "c"])
    }

    @Test("a circle ends where it closes")
    func circle() throws {
        let schema = SchemaFixture.snapshot([
            SchemaFixture.objectClass("a", under: "b", with: ["a"]),
            SchemaFixture.objectClass("b", under: "a", with: ["a"]),
        ])
        #expect(try #require(ClassClosure(of: "a", in: schema)).chain == ["a", "b"])
    }

    @Test(
        "an entry's class is the lowest structural one, whatever the order",
        arguments: [
            (["top", "person", "organizationalPerson", "user"], "user"),
            (["user", "organizationalPerson", "person", "top"], "user"),
            (["USER", "computer", "top", "mailRecipient"], "computer"), (["top", "mailRecipient"], nil), ([], nil),
        ] as [([String], AttributeName?)]
    )
    func classify(_ values: [String], _ expected: AttributeName?) {
        let slices = values.map { Array($0.utf8)[...] }
        #expect(EntryClassifier(schema).objectClass(of: slices) == expected)
    }

    @Test("auxiliary classes that a content rule permits allow, and require nothing")
    func contentRules() throws {
        var tree = SchemaFixture.objectClass("tree", may: ["bark", "leaf"])
        tree.contentRule = ContentRule(auxiliaries: ["measured"], must: ["root"], not: ["leaf"])
        let schema = SchemaFixture.snapshot([tree, SchemaFixture.objectClass("measured", .auxiliary, must: ["height"])])
        let closure = try #require(ClassClosure(of: "tree", in: schema))
        #expect(closure.attributes["height"]?.isRequired == false && closure.attributes["root"]?.isRequired == true)
        #expect(!closure.allows("leaf") && closure.allows("bark"))
    }

    @Test("several classes above are all above; circles of auxiliaries end")
    func several() throws {
        var both = SchemaFixture.objectClass("both", under: "one")
        both.furtherSuperiors = ["two"]
        let schema = SchemaFixture.snapshot([
            both, SchemaFixture.objectClass("one", with: ["loop"], may: ["a"]),
            SchemaFixture.objectClass("two", may: ["b"]),
            SchemaFixture.objectClass("loop", .auxiliary, with: ["pool"], may: ["c"]),
            SchemaFixture.objectClass("pool", .auxiliary, with: ["loop"], may: ["d"]),
        ])
        let closure = try #require(ClassClosure(of: "both", in: schema))
        #expect(Set(closure.attributes.keys) == ["a", "b", "c", "d", "objectClass"])
        #expect(closure.chain == ["both", "one", "top", "two"] && closure.auxiliaries == ["loop", "pool"])
    }
}
