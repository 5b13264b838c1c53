import Directory
import Testing

@testable import Connectors

@Suite("The order in which attributes are asked for")
struct FrequentAttributesTests {
    @Test("those that nearly every entry has come first, the others stay as they were, and none is lost")
    func order() {
        let asked: [AttributeName] = [
            "aardvark", "MAIL", "zebra", "msExchVersion", "objectclass", "cn", "aardvark;binary",
        ]
        #expect(
            FrequentAttributes.first(asked).map(\.spelling)
                == ["objectclass", "cn", "MAIL", "msExchVersion", "aardvark", "zebra", "aardvark;binary"]
        )
        #expect(FrequentAttributes.first([]).isEmpty)
    }
}
