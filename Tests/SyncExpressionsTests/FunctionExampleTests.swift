import SyncExpressions
import Testing

@Suite("Functions")
struct FunctionExampleTests {
    @Test("every example gives what it says", arguments: FunctionLibrary.functions.map(\.name))
    func examples(_ name: String) throws {
        let function = try #require(FunctionLibrary.functions.first { $0.name == name })
        #expect(!function.examples.isEmpty, "\(name) has no example")
        for example in function.examples {
            #expect(TestContext.result(example.expression) == example.result, "\(example.expression)")
        }
        #expect(function.signature.contains(name + "("))
        #expect(function.summary.hasSuffix("."))
    }

    @Test("names are unique, and none is both there and not supported yet")
    func names() {
        let names = FunctionLibrary.functions.map(\.name)
        #expect(Set(names.map { $0.lowercased() }).count == names.count)
        #expect(FunctionLibrary.unsupported.isDisjoint(with: names))
    }
}
