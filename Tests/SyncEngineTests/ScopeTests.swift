import Directory
import SyncEngine
import SyncExpressions
import SyncRules
import Testing

@Suite("Scoping filters")
struct ScopeTests {
    /// A switch.
    enum Reading {
        case wantsAllBits, removesDuplicatesOfOtherCase, ignoresCase, comparesNumbersInScope

        func change(_ semantics: inout RuleSemantics) {
            switch self {
            case .wantsAllBits: semantics.wantsAllBits.toggle()
            case .removesDuplicatesOfOtherCase: semantics.removesDuplicatesOfOtherCase.toggle()
            case .ignoresCase: semantics.ignoresCase.toggle()
            case .comparesNumbersInScope: semantics.comparesNumbersInScope.toggle()
            }
        }
    }

    @Test(
        "each comparison",
        arguments: [
            ("department EQUAL sales", true), ("department EQUAL Finance", false),
            ("department NOTEQUAL Finance", true),
            ("absent NOTEQUAL x", true), ("absent EQUAL x", false), ("absent ISNULL", true),
            ("department ISNULL", false),
            ("department ISNOTNULL", true), ("department STARTSWITH sa", true), ("department ENDSWITH LES", true),
            ("department CONTAINS ale", true), ("department NOTCONTAINS ale", false), ("absent NOTSTARTSWITH x", true),
            ("department ISIN SALES", true), ("department ISIN Finance", false), ("department ISNOTIN Sales", false),
            ("number LESSTHAN 10", true), ("number LESSTHAN 9", false), ("number LESSTHAN_OR_EQUAL 9", true),
            ("number GREATERTHAN 8", true), ("number GREATERTHAN_OR_EQUAL 10", false), ("number ISBITSET 8", true),
            ("number ISBITSET 2", false), ("number ISBITNOTSET 2", true), ("absent ISBITSET 2", false),
        ]
    )
    func comparison(_ clause: String, _ admits: Bool) throws {
        var fixture = EngineFixture()
        try #require(ScopeClause(clause) != nil, "\(clause)")
        fixture.rule(precedence: 100, scope: [[clause]], flows: [("cn", .direct("cn"))])
        fixture.object("a", ["cn": "x", "department": "Sales", "number": "9"])
        #expect(try fixture.run().metaverse.count == (admits ? 1 : 0))
    }

    @Test(
        "clauses of a group all hold, and one group suffices",
        arguments: [
            ([["a EQUAL 1", "b EQUAL 2"]], true), ([["a EQUAL 1", "b EQUAL 3"]], false),
            ([["a EQUAL 9"], ["b EQUAL 2"]], true), ([["a EQUAL 9"], ["b EQUAL 9"]], false), ([], true),
        ]
    )
    func groups(_ scope: [[String]], _ admits: Bool) throws {
        var fixture = EngineFixture()
        fixture.rule(precedence: 100, scope: scope, flows: [("cn", .direct("cn"))])
        fixture.object("a", ["cn": "x", "a": "1", "b": "2"])
        #expect(try fixture.run().metaverse.count == (admits ? 1 : 0))
    }

    @Test(
        "where two readings are plausible, a switch chooses",
        arguments: [
            ("number ISBITSET 12", Reading.wantsAllBits, false, true),
            ("number ISBITNOTSET 12", .wantsAllBits, true, false),
            ("number LESSTHAN 10", .comparesNumbersInScope, true, false),
            ("number GREATERTHAN_OR_EQUAL 10", .comparesNumbersInScope, false, true),
            ("department EQUAL sales", .ignoresCase, true, false),
            ("department NOTSTARTSWITH SA", .ignoresCase, false, true),
            ("department ENDSWITH les", .ignoresCase, true, true),
        ]
    )
    func readings(
        _ clause: String,
        _ reading: Reading,
        _ standard: Bool,
        _ other: Bool
    ) throws {
        for (isStandard, admits) in [(true, standard), (false, other)] {
            var fixture = EngineFixture()
            if !isStandard { reading.change(&fixture.semantics) }
            fixture.rule(precedence: 100, scope: [[clause]], flows: [("cn", .direct("cn"))])
            fixture.object("a", ["cn": "x", "department": "Sales", "number": "9"])
            #expect(try fixture.run().metaverse.count == (admits ? 1 : 0), "\(isStandard)")
        }
    }

    @Test("membership of groups is refused with a sentence")
    func membership() {
        var fixture = EngineFixture()
        fixture.rule(precedence: 100, scope: [["dn ISMEMBEROF CN=G,DC=test"]], flows: [("cn", .direct("cn"))])
        fixture.object("a", ["cn": "x"])
        let error = #expect(throws: SyncEngineError.self) { try fixture.run() }
        #expect(error?.description.contains("ISMEMBEROF") == true, "\(error?.description ?? "")")
    }
}
