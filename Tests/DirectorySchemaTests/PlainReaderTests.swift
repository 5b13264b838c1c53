import Directory
import TestSupport
import Testing

@testable import DirectorySchema

/// The reader of plain definitions may refuse one; whatever it takes it reads as the reader of all definitions does.
@Suite("Plain definitions are read as all definitions are")
struct PlainReaderTests {
    @Test(
        "what servers write is plain",
        arguments: [
            "( 1.2 NAME 'a' SYNTAX '1.3.6' SINGLE-VALUE NO-USER-MODIFICATION )", "(1.2)",
            "( a-oid NAME ( 'a' 'A' 'b' ) )",
            "( 1.2 NAME 'a' DESC 'of a tree' EQUALITY b ORDERING c SUBSTR d SYNTAX 1.3{64} USAGE dSAOperation )",
            "( 1.2 NAME 'a' SUP top STRUCTURAL MUST (b $ a$b ) MAY ( c, d ) X-ORIGIN ( 'e' 'f' ) X-G 'h' )",
            "( 01.2 OBSOLETE COLLECTIVE DESC '' NAME ( ) SUP ( a $ b ) AUXILIARY MAY cn )", "( 1.2\n\tNAME 'é' )\r\n",
            "( 1.2 NAME 'a' USAGE userApplications SYNTAX OctetString SUP ( ) MUST ( $ ) )",
        ]
    )
    func plain(_ text: String) {
        var reader = PlainReader()
        #expect(BothReaders.compare(Array(text.utf8)[...], &reader) == 2)
    }

    @Test(
        "what leaves a doubt is not plain",
        arguments: [
            "", "( ", "1.2", "( 'a' )", "( 1.2 ) )", "( 1.2 ) x", "( 1.2 NAME 'a' NAME 'a' )", "( 1.2 name 'a' )",
            "( 1.2 DESC 'it\\27s' )", "( 1.2 DESC 'it's' )", "( 1.2 DESC 'a' b' )", "( 1.2 VENDOR 'a' )",
            "( 1.2 DESC 'a",
            "( 1.2 DESC NAME 'a' )", "( 1.2 SUP ( a ( b ) )", "( 1.2 X-A )", "( 1.2 SYNTAX '1.3'{64} )",
            "( 1.2 MAY ( 'a', 'b' ) )",
            "( 1.2 NAME\0 'a' )", "( 1.2 NAME 'a'X-H 1 )", "( 1.2 NAME ('a''b') )", "( 1.2 SINGLE-VALUE 'a' )",
            "( 1.2 SYNTAX $ )",
            "( 1.2 NAME ( \((0..<40).map { "'n\($0)'" }.joined(separator: " ")) ) )",
        ]
    )
    func doubtful(_ text: String) {
        var reader = PlainReader()
        #expect(BothReaders.compare(Array(text.utf8)[...], &reader) == 0)
    }

    @Test("a definition that is longer than any may be is not plain")
    func long() {
        var reader = PlainReader()
        let text = "( 1.2 DESC '" + String(repeating: "a", count: DefinitionReader.lengthLimit) + "' )"
        #expect(BothReaders.compare(Array(text.utf8)[...], &reader) == 0)
    }

    @Test("both readers agree about what is in files", arguments: SchemaFileFixture.names)
    func files(_ name: String) throws {
        var assembler = SchemaAssembler()
        try assembler.add(try SchemaFileFixture.bytes(name), name: name)
        var reader = PlainReader()
        for text in assembler.texts { _ = BothReaders.compare(text.text, &reader) }
    }

    @Test(
        "both readers agree about definitions, and about what is left when bytes are changed",
        arguments: SeededGenerator.seeds(20)
    )
    func changed(_ seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var reader = PlainReader()
        var plain = 0
        for _ in 0..<60 {
            var text = Array(Self.definition(&generator).utf8)
            plain += BothReaders.compare(text[...], &reader)
            for _ in 0..<Int.random(in: 1...3, using: &generator) { Self.change(&text, &generator) }
            _ = BothReaders.compare(text[...], &reader)
            // Whoever reads eight bytes at once must not care how many there are.
            let cut = Int.random(in: 0...text.count, using: &generator)
            _ = BothReaders.compare(text[cut...], &reader)
            _ = BothReaders.compare(text[..<cut], &reader)
        }
        #expect(plain > 15)
    }

    /// A definition of fields that are mostly as they should be.
    private static func definition(_ generator: inout SeededGenerator) -> String {
        func pick(_ choices: [String]) -> String { choices.randomElement(using: &generator) ?? "" }
        let names = [
            "cn", "CN", "a", "treeSpecies", "msDS-Tree-Species-Of-A-Forest", "msDS-Tree-Species-Of-A-Glade", "é",
            "sn;x",
            "growsNextTo", "1.2.3", "ms-DS-Tree",
        ]
        func list(_ separators: [String], _ quote: String) -> String {
            let count = Int.random(in: 0...6, using: &generator)
            return "("
                + (0..<count).map { _ in pick(["", " "]) + quote + pick(names) + quote }
                .joined(separator: pick(separators)) + " )"
        }
        var fields: [String] = []
        for _ in 0..<Int.random(in: 0...7, using: &generator) {
            switch Int.random(in: 0...10, using: &generator) {
            case 0: fields.append("NAME '\(pick(names))'")
            case 1: fields.append("NAME " + list([" ", ""], "'"))
            case 2: fields.append("DESC '\(pick(["", "of a tree", "the tree's", "it\\27s", "(a) $ b"]))'")
            case 3: fields.append(pick(["SUP ", "EQUALITY ", "ORDERING ", "SUBSTR "]) + pick(names))
            case 4:
                fields.append(
                    "SYNTAX "
                        + pick(["1.3.6", "'1.3.6'", "1.3{64}", "'1.3{64}'", "OctetString", "''", "1{9", "'1'{5}"])
                )
            case 5: fields.append(pick(["SINGLE-VALUE", "COLLECTIVE", "NO-USER-MODIFICATION", "OBSOLETE"]))
            case 6: fields.append(pick(["ABSTRACT", "AUXILIARY", "STRUCTURAL", "INDEXED"]))
            case 7: fields.append("USAGE " + pick(["userApplications", "directoryOperation", "DSAOPERATION", "other"]))
            case 8: fields.append(pick(["MUST ", "MAY ", "SUP ", "AUX "]) + list([" $ ", "$", " , ", " "], ""))
            case 9:
                fields.append(pick(["X-ORIGIN ", "X-", "VENDOR ", "x-a "]) + pick(["'a'", "( 'a' 'b' )", "a", ""]))
            default: fields.append(pick(["name 'a'", "MAY cn", "MUST ( CN $ cn $ Cn )"]))
            }
        }
        let ends = [" )", ")", " )\n", " ) )", "", " ) x"]
        return "(" + pick([" ", ""]) + pick(["1.2.3", "01.2", "a-oid", "1", "'1.2'"]) + " "
            + fields.joined(separator: pick([" ", "  ", "\n\t", " "]))
            + (Int.random(in: 0...3, using: &generator) > 0 ? " )" : pick(ends))
    }

    private static func change(_ text: inout [UInt8], _ generator: inout SeededGenerator) {
        let bytes = Array("'()$, \\{}-aZ.\n".utf8) + [0, 0x80, 0xC3]
        let place = Int.random(in: 0..<max(text.count, 1), using: &generator)
        guard place < text.count, let byte = bytes.randomElement(using: &generator) else { return }
        switch Int.random(in: 0...3, using: &generator) {
        case 0: text.remove(at: place)
        case 1: text.insert(byte, at: place)
        case 2: text[place] = byte
        default: text.swapAt(place, Int.random(in: text.indices, using: &generator))
        }
    }
}
