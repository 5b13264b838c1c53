import MarkupReading
import Testing

@Suite("A small document as a tree")
struct MarkupTreeTests {
    private static let text = """
        <rule xmlns:m="urn:m" id="1" m:id="2">
          <name>a &lt; b</name>
          <m:name>other</m:name>
          <flow>one<src/>two</flow><flow/>
        </rule>
        """

    private static func rule() throws -> MarkupElement { try MarkupTree.read(text.utf8) }

    @Test("attributes and children by name and namespace")
    func lookup() throws {
        let rule = try Self.rule()
        #expect(rule.name == XMLName("rule"))
        #expect(rule.attribute("id") == "1")
        #expect(rule.attribute("id", in: "urn:m") == "2")
        #expect(rule.attribute("ID") == nil)
        #expect(rule.child("name")?.text == "a < b")
        #expect(rule.child("name", in: "urn:m")?.text == "other")
        #expect(rule.child("nothing") == nil)
        #expect(rule.children("flow").map(\.text) == ["onetwo", ""])
        #expect(rule.children.map(\.name.local) == ["name", "name", "flow", "flow"])
    }

    @Test("each element knows where it stands")
    func positions() throws {
        let rule = try Self.rule()
        #expect(
            rule.children.map { "\($0.position)" } == [
                "line 2, column 3", "line 3, column 3", "line 4, column 3", "line 4, column 28",
            ]
        )
        #expect(rule.child("flow")?.child("src")?.position.offset == 99)
    }

    @Test("an element prints as XML")
    func printed() throws {
        let rule = try Self.rule()
        #expect(rule.children("flow").map(\.description) == ["<flow>onetwo<src/></flow>", "<flow/>"])
        let quoted = try MarkupTree.read("<a b='&quot;&amp;&lt;'>&amp;</a>".utf8)
        #expect(quoted.description == "<a b=\"&quot;&amp;&lt;\">&amp;</a>")
    }

    @Test("what is no document is no tree, wherever it is cut")
    func truncated() throws {
        let bytes = Array(Self.text.utf8)
        for count in bytes.indices {
            #expect(throws: MarkupError.self, "\(count) bytes") { try MarkupTree.read(bytes[..<count]) }
        }
    }

    @Test("a tree has bounds of its own")
    func limits() {
        let text = "<a>" + String(repeating: "<b/>", count: MarkupLimits.tree.elements) + "</a>"
        let error = #expect(throws: MarkupError.self) { try MarkupTree.read(text.utf8) }
        #expect(error?.code == .limit)
    }
}
