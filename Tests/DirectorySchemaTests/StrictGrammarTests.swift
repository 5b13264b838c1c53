import Testing

@testable import DirectorySchema

@Suite("Definitions by the letter of RFC 4512")
struct StrictGrammarTests {
    @Test(
        "what the letter allows is no problem, and read leniently as well",
        arguments: [
            (.attributeType, "( 1.2 )"), (.attributeType, "(1.2)"), (.attributeType, "( 1.2 NAME 'a' )"),
            (.attributeType, "( 2.5.4.3 NAME ( 'cn' 'commonName' ) DESC 'RFC4519: it\\27s \\5c' SUP name )"),
            (.attributeType, "( 1.2 NAME () )"),
            (
                .attributeType,
                "( 1.2 OBSOLETE EQUALITY 2.5.13.2 ORDERING a SUBSTR b SYNTAX 1.3{64} SINGLE-VALUE COLLECTIVE "
                    + "NO-USER-MODIFICATION USAGE dSAOperation X-ORIGIN ( 'a' 'b' ) X-OTHER_ONE 'c' )"
            ),
            (.objectClass, "( 1.2 NAME 'a' SUP ( top $ b ) AUXILIARY MUST cn MAY (a$b$ 1.2.3) )"),
            (.matchingRule, "( 2.5.13.2 NAME 'caseIgnoreMatch' SYNTAX 1.3.6 )"),
            (.matchingRuleUse, "( 2.5.13.16 APPLIES ( a $ b ) )"), (.ldapSyntax, "( 1.3.6 DESC 'text' X-A 'b' )"),
            (.contentRule, "( 1.2 NAME 'r' AUX a MUST b MAY c NOT d )"),
            (.structureRule, "( 2 NAME 's' FORM f SUP ( 1 3 ) )"), (.nameForm, "( 1.2 OC person MUST cn MAY sn )"),
        ] as [(DefinitionKind, String)]
    )
    func allowed(_ kind: DefinitionKind, _ text: String) throws {
        #expect(StrictGrammar.problem(in: Array(text.utf8)[...], of: kind) == nil)
        _ = try DefinitionReader.read(text)
    }

    @Test(
        "what it does not allow is told with its place; the lenient reader takes it",
        arguments: [
            (.attributeType, "( name-oid NAME 'a' )", 2, "a number was expected"),
            (.attributeType, "( 1.02 NAME 'a' )", 4, "a number begins with 0"),
            (.attributeType, "( 1.2\tNAME 'a' )", 5, "a space is missing"),
            (.attributeType, "( 1.2 NAME 'a' DESC '' )", 21, "a quoted string is empty"),
            (.attributeType, "( 1.2 NAME a )", 11, "a name stands in apostrophes"),
            (.attributeType, "( 1.2 SYNTAX 1.3 NAME 'a' )", 17, "NAME stands too late or twice"),
            (.attributeType, "( 1.2 NAME 'a_b' )", 13, "a name has letters, digits and hyphens only"),
            (.attributeType, "( 1.2 SYNTAX '1.3.6' )", 13, "a number was expected"),
            (.attributeType, "( 1.2 DESC 'the tree's kind' )", 21, "a space is missing"),
            (.objectClass, "( 1.2 MAY ( ) )", 12, "a number was expected"),
            (.objectClass, "( 1.2 SUP 'top' )", 10, "a number was expected"),
            (.objectClass, "( 1.2 MUST(a) )", 10, "a space is missing"),
            (.objectClass, "( 1.2 MUST a STRUCTURAL )", 13, "STRUCTURAL stands too late or twice"),
            (.objectClass, "( 1.2 FOO 'x' )", 6, "FOO is no keyword here"),
        ] as [(DefinitionKind, String, Int, String)]
    )
    func refused(_ kind: DefinitionKind, _ text: String, _ offset: Int, _ reason: String) throws {
        let problem = try #require(StrictGrammar.problem(in: Array(text.utf8)[...], of: kind))
        #expect(problem.offset == offset && problem.reason == reason, "\(problem)")
        _ = try DefinitionReader.read(text)
    }

    @Test("a definition that was folded over lines is one line", arguments: ["\n", "\n\t", "\r\n  ", " \n\t\t"])
    func folded(_ fold: String) {
        let text = "( 1.2\(fold)NAME 'a'\(fold)SINGLE-VALUE\(fold))"
        #expect(StrictGrammar.problem(in: Array(text.utf8)[...], of: .attributeType) == nil)
    }

    @Test(
        "a definition without what its kind needs is refused",
        arguments: [.matchingRule, .matchingRuleUse, .structureRule, .nameForm] as [DefinitionKind]
    )
    func incomplete(_ kind: DefinitionKind) {
        let text = kind == .structureRule ? "( 1 )" : "( 1.2 )"
        #expect(StrictGrammar.problem(in: Array(text.utf8)[...], of: kind)?.reason.hasSuffix("is missing") == true)
    }
}
