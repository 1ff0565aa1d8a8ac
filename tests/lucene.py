"""What Lucene makes of a text: the library in OpenSearch, Elasticsearch and Solr, from Debian's liblucene8-java."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

JARS = sorted(
    path for name in ("core", "analyzers-common") for path in Path("/usr/share/java").glob(f"lucene-{name}-8*.jar")
)
needs_lucene = pytest.mark.skipif(
    not shutil.which("javac") or len(JARS) != 2, reason="default-jdk-headless and liblucene8-java are not installed"
)
PROGRAM = """
import java.io.PrintStream;
import java.util.*;
import org.apache.lucene.analysis.*;
import org.apache.lucene.analysis.custom.CustomAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

public class Tokens {
  public static void main(String[] arguments) throws Exception {
    CustomAnalyzer.Builder builder = CustomAnalyzer.builder().withTokenizer("standard");
    int at = 0;
    for (; !arguments[at].equals("--"); at++) {
      String[] parts = arguments[at].split("\\t");
      Map<String, String> options = new HashMap<>();
      for (int part = 1; part < parts.length; part += 2) options.put(parts[part], parts[part + 1]);
      builder.addTokenFilter(parts[0], options);
    }
    PrintStream out = new PrintStream(System.out, true, "UTF-8");
    for (Analyzer analyzer = builder.build(); ++at < arguments.length; out.println()) {
      TokenStream stream = analyzer.tokenStream("text", arguments[at]);
      stream.reset();
      while (stream.incrementToken()) out.print(stream.getAttribute(CharTermAttribute.class) + " ");
      stream.close();
    }
  }
}
"""


def tokens(filters: Sequence[Mapping[str, str]], *texts: str, folder: Path) -> list[list[str]]:
    """The tokens of each of ``texts`` behind the standard tokenizer and ``filters`` (as in a Solr schema)."""
    program = folder / "Tokens.java"
    program.write_text(PROGRAM, encoding="utf-8")
    chain = [
        "\t".join([one["name"], *(x for pair in one.items() if pair[0] != "name" for x in pair)]) for one in filters
    ]
    command = ["java", "-cp", ":".join(map(str, JARS)), str(program), *chain, "--", *texts]
    environment = {"LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"}
    done = subprocess.run(command, capture_output=True, check=True, env=environment)
    return [line.split() for line in done.stdout.decode().splitlines()]
