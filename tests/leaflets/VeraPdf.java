import java.io.File;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.logging.LogManager;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Checks PDF files against veraPDF's profile of PDF/UA-1 (ISO 14289-1): a line "PASS file" or "FAIL file: why" for each.
 *  The engine comes without the library that reads profiles, so the profile's XML is read here. */
public class VeraPdf {
    public static void main(String[] files) throws Exception {
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        ValidationProfile profile = profile();
        System.out.println("RULES " + profile.getRules().size());
        for (String file : files)
            try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(file), PDFAFlavour.PDFUA_1)) {
                System.out.println(verdict(Foundries.defaultInstance().createValidator(profile, false).validate(parser), file));
            }
    }

    private static String verdict(ValidationResult result, String file) {
        if (result.isCompliant()) return "PASS " + file;
        Set<String> faults = new LinkedHashSet<>();
        for (TestAssertion each : result.getTestAssertions())
            faults.add(each.getRuleId().getClause() + "-" + each.getRuleId().getTestNumber() + " " + each.getMessage());
        return "FAIL " + file + ": " + String.join("; ", faults);
    }

    private static ValidationProfile profile() throws Exception {
        Element root = DocumentBuilderFactory.newInstance().newDocumentBuilder()
            .parse(VeraPdf.class.getClassLoader().getResourceAsStream("org/verapdf/pdfa/validation/PDFUA-1.xml")).getDocumentElement();
        Set<Rule> rules = new LinkedHashSet<>();
        for (Element rule : all(root, "rule")) {
            Element id = all(rule, "id").get(0), error = all(rule, "error").get(0);
            List<ErrorArgument> noArguments = new ArrayList<>();
            rules.add(Profiles.ruleFromValues(
                Profiles.ruleIdFromValues(PDFAFlavour.Specification.ISO_14289_1, id.getAttribute("clause"), Integer.parseInt(id.getAttribute("testNumber"))),
                rule.getAttribute("object"), rule.hasAttribute("deferred") ? Boolean.valueOf(rule.getAttribute("deferred")) : null, rule.getAttribute("tags"),
                text(rule, "description"), text(rule, "test"), Profiles.errorFromValues(text(error, "message"), noArguments), new ArrayList<>()));
        }
        Set<Variable> variables = new LinkedHashSet<>();
        for (Element each : all(root, "variable"))
            variables.add(Profiles.variableFromValues(each.getAttribute("name"), each.getAttribute("object"), text(each, "defaultValue"), text(each, "value")));
        return Profiles.profileFromValues(PDFAFlavour.PDFUA_1, Profiles.profileDetailsFromValues("PDF/UA-1", "", "veraPDF", new Date(0)), "", rules, variables);
    }

    private static String text(Element parent, String name) {
        return all(parent, name).get(0).getTextContent();
    }

    private static List<Element> all(Element parent, String name) {
        NodeList nodes = parent.getElementsByTagName(name);
        List<Element> found = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) found.add((Element) nodes.item(i));
        return found;
    }
}
